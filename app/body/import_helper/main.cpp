#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <new>
#include <optional>

#include "body/import_helper/refusal.h"
#include "body/import_helper/sandbox.h"
#include "body/import_helper/sources.h"

// myochart-import MEMORY_MB CPU_SECONDS SOURCE: reads a foreign model under limits and tells its triangles through file
// descriptor 3. Started by the program; not for people.

namespace myochart::import_helper {

namespace {

std::optional<std::uint64_t> number(const char* text) {
    std::uint64_t value = 0;
    const char* end = text + std::strlen(text);
    const auto [stop, fault] = std::from_chars(text, end, value);
    if (fault != std::errc{} || stop != end || value == 0) return std::nullopt;
    return value;
}

void readSource(const std::string& source, BlobWriter& out) {
    struct stat facts {};
    if (::stat(source.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode)) {
        readFolder(source, out);
    } else {
        const InputFile file(source);
        if (isZip(file.bytes())) {
            readZip(file.bytes(), out);
        } else {
            const size_t slash = source.rfind('/');
            FolderFiles beside(slash == std::string::npos ? "." : source.substr(0, slash + 1));
            readModel(file.bytes(), std::string(fileNameOf(source)), beside, out);
        }
    }
    if (out.meshes() == 0) throw Refusal("has no model in it that could be read");
}

int run(const std::string& source, std::uint64_t memoryMb, std::uint64_t cpuSeconds) {
    BlobWriter out;
    out.limits(enterSandbox(source, memoryMb, cpuSeconds));
    try {
        readSource(source, out);
        out.done();
    } catch (const Refusal& why) {
        out.refused(why.what());
    } catch (const std::bad_alloc&) {
        out.refused("needs more memory than an import may use (" + std::to_string(memoryMb) + " MB)");
    } catch (const std::exception&) {
        out.refused("is damaged");
    }
    ::_exit(0);  // nothing of a damaged model's leftovers is worth taking apart
}

}  // namespace

}  // namespace myochart::import_helper

int main(int count, char** words) {
    using namespace myochart::import_helper;
    const auto memoryMb = count == 4 ? number(words[1]) : std::nullopt;
    const auto cpuSeconds = count == 4 ? number(words[2]) : std::nullopt;
    if (!memoryMb || !cpuSeconds) {
        static constexpr char kUse[] = "myochart-import is started by myochart; use \"myochart model import FILE\".\n";
        return ::write(2, kUse, sizeof kUse - 1) > 0 ? 2 : 1;
    }
    return run(words[3], *memoryMb, *cpuSeconds);
}
