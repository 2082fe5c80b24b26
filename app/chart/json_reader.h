#pragma once
#include <nlohmann/json.hpp>

#include "chart/chart.h"
#include "core/result.h"

namespace myochart::chart {

/// Reads the fields of one JSON object strictly and keeps the first fault with its place. After a fault every read
/// gives an empty value; look at fault() at the end.
class JsonReader {
  public:
    /// `where` is the object's place, empty for the outermost.
    JsonReader(const nlohmann::json& json, std::string_view where);

    std::string text(const char* key);
    float number(const char* key);
    std::uint32_t count(const char* key);  ///< a whole number from 0 to 2^32 - 1
    bool truth(const char* key);
    UtcMs moment(const char* key);
    vec3 triple(const char* key);
    std::vector<std::string> texts(const char* key);
    bool has(const char* key) const;
    /// A field that may be there and means nothing any more.
    void passOver(const char* key);
    /// The value of a required field of any type; nullptr after a fault.
    const nlohmann::json* any(const char* key);
    /// The elements of a required array; nullptr after a fault.
    const nlohmann::json* array(const char* key);
    /// Says what is wrong with a field's value.
    void say(const char* key, std::string_view what);
    /// Takes over a fault found elsewhere, already with its place.
    void take(const Error& error);
    /// Refuses fields that were not asked for: dropping them silently would lose data.
    void endOfObject();

    std::string place(const char* key) const;
    bool sound() const { return fault_.empty(); }
    const std::string& fault() const { return fault_; }

  private:
    const nlohmann::json& json_;
    std::string where_;
    std::vector<const char*> keys_;
    std::string fault_;
};

/// "2026-11-22T14:05:09.123Z".
std::string isoUtcMs(UtcMs moment);

}  // namespace myochart::chart
