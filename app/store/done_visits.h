#pragma once
#include <string>
#include <vector>

#include "record/chart.h"
#include "store/database.h"

namespace myochart::store {

// What a search over the whole record finds of a visit, kept in its patient's summary (decision 0045).

/// When a visit was, and what was done in it: of sites that nobody confirmed nothing.
struct DoneVisit {
    Key id{};
    UtcMs startedAt = 0;
    std::string utcOffset{};             ///< as in record::Session
    std::vector<std::string> muscles{};  ///< muscleWord() of its sites, each once, in order
    std::vector<std::string> lots{};     ///< as they are on the box, the same
};

/// A site's muscle: its key in the catalogue, or, where somebody wrote another name or the catalogue has none, kByHand and that name
/// folded (core/text.h). Empty: it has none.
std::string muscleWord(const record::Marker& site);
inline constexpr char kByHand = '~';
/// The text of a word that is a name written by hand; empty when it is a key.
std::string_view nameByHand(std::string_view muscleWord);

/// Takes a site's words into the visit.
void addSite(DoneVisit& visit, const record::Marker& site);
/// Of a visit with its sites.
DoneVisit doneIn(const record::Session& session);
/// Whether the same sites would be found by both.
bool sameDone(const record::Session& a, const record::Session& b);

/// The visits of one patient, as a table of words and numbers in it: ten visits take about 700 bytes. The same visits have the same bytes.
class DoneVisits {
  public:
    struct Visit {
        Key id{};
        UtcMs startedAt = 0;
        std::string utcOffset{};
        std::vector<std::uint32_t> words;  ///< places in Table::words
    };
    struct Table {
        std::vector<std::string> words;  ///< first the muscles, then the lots
        size_t muscles = 0;              ///< how many of them are muscles
        std::vector<Visit> visits;       ///< oldest first
    };

    DoneVisits() = default;
    explicit DoneVisits(std::vector<DoneVisit> visits);
    /// As bytes() were kept; they are looked into by table().
    explicit DoneVisits(Bytes bytes) : bytes_(std::move(bytes)) {}

    const Bytes& bytes() const { return bytes_; }
    /// Refused when the bytes are not sound.
    Result<Table> table() const;
    Result<std::vector<DoneVisit>> visits() const;
    bool operator==(const DoneVisits&) const = default;

  private:
    Bytes bytes_;  ///< empty: no visits
};

}  // namespace myochart::store
