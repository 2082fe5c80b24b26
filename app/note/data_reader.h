#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/files.h"
#include "note/wording.h"

namespace myochart::note {

/// Reads the values of one object of a data file and keeps the first fault with its place ("required[3].why must be ...").
/// A fault stays; later reads then give empty values. The members that were never asked for are faults too (end()).
class DataReader {
  public:
    DataReader(const nlohmann::json& object, std::string place, std::string& fault);

    bool has(const char* key) const;
    std::string text(const char* key, bool required = true);
    /// A text, or an object of texts by language with "en" among them.
    Wording wording(const char* key, bool required = true);
    /// A text or a list of texts.
    std::vector<std::string> texts(const char* key, bool required = true);
    bool truth(const char* key);                     ///< false when it is not there
    double number(const char* key);                  ///< of a required number
    std::optional<double> numberIfThere(const char* key);
    /// Every element of a required list of objects, each with a reader of its own.
    void each(const char* key, const std::function<void(DataReader&)>& read);
    void sayOf(const char* key, const std::string& what) { say(at(key), what); }  ///< what is wrong with the value of a key
    /// Names a member that nobody asked for; "comment" may stand anywhere.
    void end();

  private:
    const nlohmann::json* find(const char* key, bool required);
    std::string at(const char* key) const;
    void say(const std::string& where, const std::string& what);

    const nlohmann::json& object_;
    std::string place_;
    std::string& fault_;
    std::vector<std::string> asked_;
};

/// The object of a small data file. Refuses what is no JSON object, with a sentence that names the file and the place.
Result<nlohmann::json> readDataFile(const Path& file);
/// "The file x.json: required[3].why must be a text.": how a fault inside of a file is told.
Error faultOfFile(const Path& file, const std::string& fault);

}  // namespace myochart::note
