#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "record/json.h"

namespace myochart::record {

namespace {

using nlohmann::json;

constexpr size_t kMaxDepth = 64;

/// Builds the document while the limits hold; stops at the first fault.
class Builder : public json::json_sax_t {
  public:
    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool binary(binary_t&) override { return stop("holds binary data"); }
    bool string(string_t& value) override {
        if (value.find('\0') != std::string::npos) return stop("holds a NUL character");
        return put(std::move(value));
    }
    bool key(string_t& value) override {
        if (value.find('\0') != std::string::npos) return stop("holds a NUL character");
        if (stack_.back()->contains(value)) return stop("has a field twice in one object");
        key_ = std::move(value);
        return true;
    }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string&, const json::exception& fault) override {
        position_ = position;
        return stop(fault.id == 406 ? "holds a number that is too large" : "is not sound JSON");
    }

    json take() { return std::move(root_); }
    const std::string& fault() const { return fault_; }
    size_t position() const { return position_; }

  private:
    bool stop(std::string_view what) {
        if (fault_.empty()) fault_ = what;
        return false;
    }
    bool put(json value) { return insert(std::move(value)) != nullptr; }
    json* insert(json value) {
        if (++values_ > kMaxJsonValues) {
            stop("holds too many values");
            return nullptr;
        }
        if (stack_.empty()) return &(root_ = std::move(value));
        json& parent = *stack_.back();
        if (parent.is_object()) return &(parent[key_] = std::move(value));
        parent.push_back(std::move(value));
        return &parent.back();
    }
    bool open(json value) {
        if (stack_.size() >= kMaxDepth) return stop(fmt::format("is nested deeper than {} levels", kMaxDepth));
        json* opened = insert(std::move(value));
        if (opened) stack_.push_back(opened);
        return opened != nullptr;
    }
    bool close() {
        stack_.pop_back();
        return true;
    }

    json root_;
    std::vector<json*> stack_;  // an element's address stays while it is open: its parent grows only after it closed
    std::string key_, fault_;
    size_t values_ = 0;
    size_t position_ = 0;
};

/// ", line 3, column 14" of a byte position (1 is the first).
std::string lineAndColumn(std::string_view text, size_t position) {
    if (position == 0) return {};
    const std::string_view before = text.substr(0, std::min(position - 1, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return fmt::format(", line {}, column {}", lines + 1, before.size() - lineStart + 1);
}

}  // namespace

Result<json> parseJson(std::string_view text, std::string_view whatItIs) {
    if (text.empty()) return refused(fmt::format("{} is empty.", whatItIs));
    if (text.size() > kMaxJsonBytes)
        return refused(fmt::format("{} is {} MB; the limit is {} MB.", whatItIs, text.size() >> 20, kMaxJsonBytes >> 20));
    Builder builder;
    if (!json::sax_parse(text.begin(), text.end(), &builder))
        return refused(fmt::format("{} {}{}.", whatItIs, builder.fault(), lineAndColumn(text, builder.position())));
    return builder.take();
}

}  // namespace myochart::record
