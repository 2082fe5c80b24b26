#include "core/output_file.h"

#include "core/companion_endings.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "core/atomic_file.h"
#include "core/descriptor.h"
#include "core/unfinished_file.h"
#include "core/words.h"

namespace myochart {

namespace {

using namespace std::string_view_literals;

constexpr int kMostLinks = 40;  // as Linux itself follows

/// How files that must never be lost begin.
struct Signature {
    std::string_view start, whatItIs;
};
constexpr std::array kSignatures = {
    Signature{"SQLite format 3\0"sv, mark("a record or another database")},
    Signature{"\x37\x7F\x06\x82"sv, mark("part of a record")},  // write-ahead logs, both byte orders of their sums
    Signature{"\x37\x7F\x06\x83"sv, mark("part of a record")},
    Signature{"\xD9\xD5\x05\xF9\x20\xA1\x63\xD7"sv, mark("part of a record")},  // a rollback journal
    Signature{"MYOBODY\n"sv, mark("a body that is stored ready to load")},
    Signature{"{\n  \"format\": 1,\n  \"name\": \""sv, mark("what an installed model is described in")},
    Signature{"glTF"sv, mark("a model")},
    Signature{"ply\n"sv, mark("a model")},
    Signature{"ply\r"sv, mark("a model")},
    Signature{"Kaydara FBX Binary"sv, mark("a model")},
    Signature{"BLENDER"sv, mark("a model")},
    Signature{"PK\x03\x04"sv, "an archive"},
};
constexpr std::array kTaughtEndings = {".lesson", ".quiz"};
constexpr std::array kModelEndings = {".obj", ".mtl", ".glb", ".gltf", ".fbx", ".stl", ".ply", ".dae", ".3ds"};
/// How pictures and documents begin, which may be replaced though they are no text.
constexpr std::array kReplaceable = {"\x89PNG\r\n\x1A\n"sv, "\xFF\xD8\xFF"sv, "GIF8"sv, "RIFF"sv, "BM"sv, "II*\0"sv, "MM\0*"sv, "%PDF-"sv};
constexpr std::string_view kRecordEnding = ".myochart";  // also within the names of the copies that are made of a record
constexpr size_t kLookedAt = 65536;

Error refusal(const Path& path, std::string_view why) {
    return failed(said("{} is {}; nothing was written. Give the file another name.", shown(path), Said{std::string(tr(why)), std::string(why)}));
}

/// The first bytes of a file; fewer when it is shorter, none when it cannot be read.
std::optional<std::string> startOf(const Path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    std::string bytes(kLookedAt, '\0');
    const ssize_t n = file.fd < 0 ? -1 : ::read(file.fd, bytes.data(), bytes.size());
    if (n < 0) return std::nullopt;
    bytes.resize(static_cast<size_t>(n));
    return bytes;
}

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// A text, a picture or nothing. Whatever else it is cannot be told from a record or a model whose beginning is damaged.
bool mayBeReplaced(std::string_view start) {
    const auto isNoText = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f'; };
    return std::ranges::any_of(kReplaceable, [&](std::string_view known) { return start.starts_with(known); }) || std::ranges::none_of(start, isNoText);
}

/// True when a database's own files lie beside it: a record in use or one that was not closed, however it begins.
bool hasCompanions(const Path& path) {
    return std::ranges::any_of(kCompanionEndings, [&](std::string_view ending) {
        std::error_code fault;
        return std::filesystem::exists(path.string() + std::string(ending), fault);
    });
}

/// What a file is that must not be lost; empty when it is none.
std::string_view treasureIn(const Path& path) {
    const auto start = startOf(path);
    if (!start) return "not to be read, so it may be anything";
    for (const Signature& signature : kSignatures)
        if (start->starts_with(signature.start)) return signature.whatItIs;
    if (lowerCase(path.filename().string()).find(kRecordEnding) != std::string::npos) return "named as a record is";
    if (std::ranges::find(kTaughtEndings, lowerCase(path.extension().string())) != kTaughtEndings.end()) return mark("a lesson or a quiz");
    if (hasCompanions(path)) return "a record, by what lies beside it";
    if (std::ranges::find(kModelEndings, lowerCase(path.extension().string())) != kModelEndings.end()) return "a model";
    return mayBeReplaced(*start) ? "" : "neither a picture nor a text, so it may be a damaged record";
}

bool isDatabase(const Path& path) {
    const auto start = startOf(path);
    return start && start->starts_with(kSignatures[0].start);
}

/// True for X-wal and the like when X is a database: SQLite would take whatever lies there for its own.
bool belongsToADatabase(const Path& place) {
    const std::string name = place.string();
    return std::any_of(kCompanionEndings.begin(), kCompanionEndings.end(), [&](std::string_view ending) {
        return name.ends_with(ending) && isDatabase(name.substr(0, name.size() - ending.size()));
    });
}

/// True when the log of changes of a database lies beside `place`: then it is one, however damaged its first page.
bool hasChangesBeside(const Path& place) {
    Path log = place;
    log += "-wal";
    const auto start = startOf(log);
    return start && (start->starts_with(kSignatures[1].start) || start->starts_with(kSignatures[2].start));
}

bool isSame(const struct stat& a, const Path& path) {
    struct stat b {};
    return ::stat(path.c_str(), &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool isOwn(const Path& place, const struct stat* there, const OwnPlaces& own) {
    std::error_code fault;
    for (const Path& file : own.files)
        if (std::filesystem::weakly_canonical(file, fault) == place || (there && isSame(*there, file))) return true;
    for (const Path& folder : own.folders) {
        const Path real = std::filesystem::weakly_canonical(folder, fault);
        if (std::mismatch(real.begin(), real.end(), place.begin(), place.end()).first == real.end()) return true;
    }
    return false;
}

/// The place itself behind symbolic links, also behind one that points to nothing yet.
Result<Path> withoutLinks(const Path& named) {
    std::error_code fault;
    Path path = std::filesystem::absolute(named, fault);
    for (int i = 0; std::filesystem::is_symlink(path, fault); ++i) {
        if (i == kMostLinks) return refusal(named, "a link that leads in a circle");
        path = path.parent_path() / std::filesystem::read_symlink(path, fault);
    }
    const Path folder = std::filesystem::canonical(path.parent_path(), fault);
    if (fault || !std::filesystem::is_directory(folder, fault))
        return failed(said("The folder {} is not there, so {} cannot be written; make it first.",
                                  shown(path.parent_path()), shown(named)));
    return folder / path.filename();
}

Outcome checkExisting(const Path& place, const struct stat& facts) {
    if (S_ISDIR(facts.st_mode)) return refusal(place, "a folder");
    if (!S_ISREG(facts.st_mode)) return refusal(place, "a device, a pipe or the like, not a file");
    // Asked of the permissions too: nobody forbids root anything.
    if ((facts.st_mode & 0222) == 0 || ::faccessat(AT_FDCWD, place.c_str(), W_OK, AT_EACCESS) != 0)
        return refusal(place, "write-protected");
    if (const auto treasure = treasureIn(place); !treasure.empty()) return refusal(place, treasure);
    return Done{};
}

/// Looks at a place without links; `access`: how a file there is to look afterwards.
Outcome check(const Path& place, const OwnPlaces& own, Access& access) {
    struct stat facts {};
    const bool exists = ::lstat(place.c_str(), &facts) == 0;
    if (!exists && errno != ENOENT) return cannot(mark("Cannot write {}: {}."), place);
    if (isOwn(place, exists ? &facts : nullptr, own)) return refusal(place, "one of the files that Myochart itself keeps");
    if (belongsToADatabase(place) || hasChangesBeside(place)) return refusal(place, "part of a record");
    if (!exists) return Done{};
    access = {facts.st_mode & 0777, facts.st_uid, facts.st_gid};
    return checkExisting(place, facts);
}

}  // namespace

Result<OutputFile> openOutput(const Path& named, const OwnPlaces& own) {
    if (named.empty()) return environmentFault(said("The name of the file to write is empty."));
    struct stat facts {};
    if (!named.has_filename() || named.filename() == "." || named.filename() == "..") return refusal(named, "a folder");
    // Seen through links first: some of those under /proc lead to what has no name.
    if (::stat(named.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode))
        return refusal(named, S_ISDIR(facts.st_mode) ? "a folder" : "a device, a pipe or the like, not a file");
    const auto place = withoutLinks(named);
    if (!place) return place.error();
    Access access;
    if (const auto fit = check(*place, own, access); !fit) return fit.error();
    sweepUnfinished(place->parent_path(), place->filename().string());
    return OutputFile(*place, own);
}

Outcome OutputFile::write(std::span<const std::byte> bytes, Written written) const {
    Access access;
    if (const auto fit = check(place_, own_, access); !fit) return fit;
    return replaceFile(place_, bytes, written, access);
}

Outcome OutputFile::write(std::string_view text, Written written) const {
    return write(std::as_bytes(std::span(text.data(), text.size())), written);
}

}  // namespace myochart
