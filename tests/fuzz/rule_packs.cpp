#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "note/adverse_rates.h"
#include "note/consent_text.h"
#include "note/rule_pack.h"
#include "promised.h"

using namespace myochart;

namespace {

/// The input as a file, which is on no disk.
class InputFile {
  public:
    InputFile(const std::uint8_t* data, std::size_t size) : fd_(::memfd_create("input", MFD_CLOEXEC)) {
        fuzz::promised(fd_ >= 0 && ::write(fd_, data, size) == static_cast<ssize_t>(size), "the input is in its file");
    }
    ~InputFile() { ::close(fd_); }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    Path path() const { return fmt::format("/proc/self/fd/{}", fd_); }

  private:
    int fd_;
};

void readRules(const Path& file) {
    const auto pack = note::readPack(file);
    if (!pack) return fuzz::promisedSentence(pack.error());
    record::Session visit;
    visit.markers.emplace_back();
    visit.markers.back().type = record::MarkerType::needle;
    for (const note::Missing& each : note::missing(*pack, {}, {}, visit))
        fuzz::promised(!each.field.empty() && !each.what.empty() && isUtf8(each.sentence) && !each.sentence.empty(), "what is missing is told");
}

void readConsent(const Path& file) {
    const auto text = note::readConsentText(file);
    if (!text) return fuzz::promisedSentence(text.error());
    for (const note::ConsentRisk& risk : text->risks) fuzz::promised(!risk.key.empty() && !risk.title.shown().empty(), "a risk has a name");
}

void readRates(const Path& file) {
    const auto rates = note::readPublishedRates(file);
    if (!rates) return fuzz::promisedSentence(rates.error());
    for (const note::PublishedRates& each : *rates) (void)each.row("any");
}

}  // namespace

/// What a practice may write itself: rules of a note, a consent text, published rates.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const InputFile file(data, size);
    readRules(file.path());
    readConsent(file.path());
    readRates(file.path());
    return 0;
}
