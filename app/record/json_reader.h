#pragma once
#include <simdjson.h>

#include "record/json.h"

namespace myochart::record {

/// Reads the fields of one JSON object strictly and keeps the first fault with its place. After a fault every read
/// gives an empty value; look at fault() at the end.
class JsonReader {
  public:
    using Element = simdjson::dom::element;

    /// `where` is the object's place, empty for the outermost; it outlives the reader.
    JsonReader(Element json, std::string_view where);
    /// An object inside of another one: the value of `key`, or the element of that index of the list there.
    JsonReader(Element json, const JsonReader& outside, const char* key, std::optional<size_t> index);

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
    /// The value of a required field of any type; nothing after a fault.
    std::optional<Element> any(const char* key);
    /// The elements of a required array; nothing after a fault.
    std::optional<simdjson::dom::array> array(const char* key);
    /// Says what is wrong with a field's value.
    void say(const char* key, std::string_view what);
    /// Takes over a fault found elsewhere, already with its place.
    void take(const Error& error);
    /// Looks for fields that were not asked for, and for a field that is there twice. What is kept comes back as the text
    /// of a JSON object; empty when there is nothing.
    std::string endOfObject(Unknown unknown = Unknown::refuse);

    std::string place(const char* key) const;
    bool sound() const { return fault_.empty(); }
    const std::string& fault() const { return fault_; }

  private:
    /// The place in words, made only for a fault.
    std::string where() const;

    simdjson::dom::object object_;
    std::string_view where_;
    const JsonReader* outside_ = nullptr;
    const char* key_ = "";
    std::optional<size_t> index_;
    std::vector<const char*> keys_;
    std::string fault_;
};

/// "2026-11-22T14:05:09.123Z".
std::string isoUtcMs(UtcMs moment);

}  // namespace myochart::record
