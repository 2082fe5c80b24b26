#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "core/files.h"

namespace myochart::exchange {

/// A code of somebody's code system.
struct Coding {
    std::string system;   ///< an address: "http://snomed.info/sct"
    std::string code;
    std::string display;  ///< may be empty
    bool operator==(const Coding&) const = default;
};

/// Which codes stand for what of ours: "side.left", "muscle.soleus" (docs/fhir.md). None come with the program but those that
/// HL7 and LOINC give away: the others are licensed to whoever hands over.
class CodeMap {
  public:
    /// In the order of the file; empty: there is none.
    const std::vector<Coding>& codes(std::string_view key) const;
    void add(const std::string& key, Coding coding) { codings_[key].push_back(std::move(coding)); }
    bool empty() const { return codings_.empty(); }

  private:
    std::map<std::string, std::vector<Coding>, std::less<>> codings_;
};

/// A file of codes as it was read.
struct ReadCodes {
    CodeMap codes;
    std::vector<std::string> faults;  ///< of lines that were left out: "codes.csv, line 4: ..."
};
inline constexpr std::uint64_t kMaxCodesBytes = 4U << 20;
/// Comma-separated values with the columns key, system, code and display. Lines that are wrong are left out and told. Refused,
/// with a sentence that begins with `file`, where it is no such table. `catalogue`: the muscles that a key may name.
Result<ReadCodes> readCodes(const std::string& file, std::string_view text, const anatomy::Catalogue& catalogue);

}  // namespace myochart::exchange
