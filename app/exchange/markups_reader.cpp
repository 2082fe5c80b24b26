#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/id.h"
#include "core/text.h"
#include "exchange/csv_text.h"
#include "exchange/markups.h"
#include "record/json.h"
#include "record/typed_text.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

constexpr size_t kMostMarkupBytes = 64U << 20U, kMostRemarks = 100;

/// What cannot be read as a whole.
struct MarkupFault {
    std::string sentence;
};

/// Gathers what is read, and what is left out.
class MarkupGatherer {
  public:
    explicit MarkupGatherer(std::string_view whatItIs) : whatItIs_(whatItIs) {}

    [[noreturn]] void refuse(const std::string& place, const std::string& what) const {
        throw MarkupFault{fmt::format("{}: {}{}{}", whatItIs_, place, place.empty() ? "" : " ", what)};
    }
    void remark(const std::string& place, const std::string& what) {
        if (++remarks_ <= kMostRemarks) read.remarks.push_back(fmt::format("{}: {} {}", whatItIs_, place, what));
    }
    void count(const std::string& place) {
        if (++count_ > kMostMarkups) refuse(place, fmt::format("is the point after {}, which is the most that is read.", kMostMarkups));
    }
    /// mm in the body frame; nothing, with a remark, where it can be no place on a body.
    std::optional<vec3> placed(const std::string& place, std::array<double, 3> at, bool ras, double mm) {
        for (double& each : at) each *= mm;
        if (std::ranges::any_of(at, [](double each) { return !std::isfinite(each) || std::abs(each) > record::kMaxCoordinateMm; })) {
            remark(place, "lies more than ten metres off; it was left out. Look at the units of the file.");
            return std::nullopt;
        }
        const double turn = ras ? -1 : 1;
        return vec3(turn * at[0], turn * at[1], at[2]);
    }
    /// The site that Myochart wrote into the point, from its own field or its description.
    void takeOwn(MarkupPoint& point, const std::string& nested) {
        const Unpacked kept = unpacked(point.description);
        point.description = kept.words;
        const std::string& text = nested.empty() ? kept.json : nested;
        if (text.empty()) return;
        const auto own = record::parseJson(text, whatItIs_);
        const bool whole = own && own->is_object() && own->contains("site") && own->contains("visit") && own->at("visit").is_string();
        const auto site = whole ? record::markerFromJson(own->at("site").dump(), {}, {record::kDocumentFormat, record::Unknown::keep}) : Result<record::Marker>(failed(""));
        if (!site) return remark(point.place, "has facts of Myochart that cannot be read; it counts as a bare point.");
        point.site = record::withoutHiddenMarks(*site);
        point.site->others.clear();
        point.visit = own->at("visit").get<std::string>();
        point.type = site->type;
    }
    void tellCount() {
        if (remarks_ > kMostRemarks) read.remarks.push_back(fmt::format("{}: {} more remarks.", whatItIs_, remarks_ - kMostRemarks));
    }

    Markups read;

  private:
    std::string whatItIs_;
    size_t count_ = 0, remarks_ = 0;
};

std::string shortLabel(std::string label) {
    label = record::withoutHiddenMarks(trim(label));
    std::ranges::replace_if(label, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return label.size() > record::kMaxLabelBytes ? displayText(label, record::kMaxLabelBytes) : label;
}

/// The type that the last word of a list's name is.
std::optional<record::MarkerType> typeCalled(const std::string& listName) {
    const std::string name = trim(listName);
    return record::markerTypeFromName(foldForSearch(name.substr(name.rfind(' ') + 1)));
}

// --- .mrk.json

class MarkupJsonReader {
  public:
    MarkupJsonReader(const json& file, MarkupGatherer& to) : file_(file), to_(to) {}

    void read() {
        if (!file_.is_object()) to_.refuse("", "it is JSON, but no object.");
        requireVersion();
        const json& markups = listIn(file_, "markups", "");
        for (size_t i = 0; i < markups.size(); ++i) readMarkup(markups[i], fmt::format("markups[{}]", i));
    }

  private:
    void requireVersion() const {
        const auto at = file_.find("@schema");
        if (at == file_.end()) return;
        const std::string schema = at->is_string() ? at->get<std::string>() : std::string();
        const size_t version = schema.find("-v");
        if (schema.find("markups") == std::string::npos || version == std::string::npos) to_.refuse("@schema", "is not that of Slicer's markups.");
        if (schema.substr(version, 4) != "-v1.") to_.refuse("@schema", "is of a version that is not read here; version 1 is.");
    }
    const json& listIn(const json& object, const char* key, const std::string& place) const {
        const auto at = object.find(key);
        const std::string named = place.empty() ? key : place + "." + key;
        if (at == object.end()) to_.refuse(named, "is missing.");
        if (!at->is_array()) to_.refuse(named, "must be an array.");
        return *at;
    }
    std::string textIn(const json& object, const char* key, const std::string& place, const char* otherwise = "") const {
        const auto at = object.find(key);
        if (at == object.end() || at->is_null()) return otherwise;
        if (at->is_number()) return at->dump();  // some programs write ids so
        if (!at->is_string()) to_.refuse(fmt::format("{}.{}", place, key), "must be a text.");
        return at->get<std::string>();
    }
    double unitOf(const json& markup, const std::string& place) const {
        const auto at = markup.find("coordinateUnits");
        if (at == markup.end()) return 1;
        const json& code = at->is_array() && !at->empty() ? at->front() : *at;
        const std::string unit = code.is_string() ? code.get<std::string>() : std::string();
        constexpr std::array<std::pair<std::string_view, double>, 4> kUnits = {{{"mm", 1}, {"um", 0.001}, {"cm", 10}, {"m", 1000}}};
        const auto known = std::ranges::find(kUnits, unit, &std::pair<std::string_view, double>::first);
        if (known == kUnits.end()) to_.refuse(place + ".coordinateUnits", "is none of mm, um, cm and m.");
        return known->second;
    }
    bool isRas(const json& markup, const std::string& place) const {
        const std::string frame = textIn(markup, "coordinateSystem", place, "LPS");
        if (frame != "LPS" && frame != "RAS" && frame != "0" && frame != "1") to_.refuse(place + ".coordinateSystem", "is neither LPS nor RAS.");
        return frame == "RAS" || frame == "0";
    }
    void readMarkup(const json& markup, const std::string& place) {
        if (!markup.is_object()) to_.refuse(place, "must be an object.");
        const std::string type = textIn(markup, "type", place);
        if (type.empty()) to_.refuse(place + ".type", "is missing.");
        if (type != "Fiducial" && type != "Line") return to_.remark(place, fmt::format("is a {}, which is no site; it was left out.", displayText(type, 30)));
        if (!markup.contains("controlPoints")) return to_.remark(place, "has no points.");
        const json& points = listIn(markup, "controlPoints", place);
        const bool ras = isRas(markup, place);
        const double mm = unitOf(markup, place);
        std::vector<MarkupPoint> read;
        for (size_t i = 0; i < points.size(); ++i) {
            const std::string at = fmt::format("{}.controlPoints[{}]", place, i);
            to_.count(at);
            if (auto point = pointOf(points[i], at, ras, mm)) read.push_back(std::move(*point));
        }
        if (type == "Line") return takeLine(markup, place, read);
        const auto called = typeCalled(textIn(markup, "name", place));
        for (size_t i = 0; i < read.size(); ++i) {
            if (!read[i].type) read[i].type = called;
            to_.read.points.push_back(std::move(read[i]));
        }
    }
    std::optional<MarkupPoint> pointOf(const json& given, const std::string& place, bool ras, double mm) {
        if (!given.is_object()) to_.refuse(place, "must be an object.");
        const std::string status = textIn(given, "positionStatus", place, "defined");
        const auto at = given.find("position");
        const bool unplaced = at == given.end() || at->is_null() || (at->is_string() && at->get_ref<const std::string&>().empty());
        if (status != "defined" || unplaced) {
            to_.remark(place, "is not placed; it was left out.");
            return std::nullopt;
        }
        if (!at->is_array() || at->size() != 3 || !std::ranges::all_of(*at, [](const json& each) { return each.is_number(); }))
            to_.refuse(place + ".position", "must be three numbers.");
        const auto position = to_.placed(place, {(*at)[0].get<double>(), (*at)[1].get<double>(), (*at)[2].get<double>()}, ras, mm);
        if (!position) return std::nullopt;
        MarkupPoint point{.place = place, .label = shortLabel(textIn(given, "label", place)), .description = textIn(given, "description", place), .position = *position};
        const auto own = given.find("myochart");
        if (isLineEnd(point)) return point;
        to_.takeOwn(point, own != given.end() && own->is_object() ? own->dump() : std::string());
        return point;
    }
    static bool isLineEnd(const MarkupPoint& point) { return unpacked(point.description).json.find("\"line_of\"") != std::string::npos; }
    void takeLine(const json& markup, const std::string& place, const std::vector<MarkupPoint>& points) {
        if (points.size() != 2) return to_.remark(place, fmt::format("is a line of {} placed points, which no needle is; it was left out.", points.size()));
        if (points[0].position == points[1].position) return to_.remark(place, "is a line without length; it was left out.");
        to_.read.lines.push_back({place, shortLabel(textIn(markup, "name", place)), points[0].position, points[1].position, siteOf(markup, points[0])});
    }
    /// The site that Myochart wrote the line for.
    static std::string siteOf(const json& markup, const MarkupPoint& entry) {
        const auto own = markup.find("myochart");
        const auto told = record::parseJson(unpacked(entry.description).json, "");
        const json kept = own != markup.end() ? *own : told ? *told : json();
        if (!kept.is_object() || !kept.contains("line_of") || !kept.at("line_of").is_string()) return {};
        const std::string id = kept.at("line_of").get<std::string>();
        return isUuid(id) ? id : std::string();
    }

    const json& file_;
    MarkupGatherer& to_;
};

// --- .fcsv

class MarkupTableReader {
  public:
    MarkupTableReader(std::string_view text, MarkupGatherer& to) : scanner_(text, ','), to_(to) {}

    void read() {
        while (!scanner_.atEnd()) {
            const TableScanner::Row row = scanner_.next();
            const std::string place = fmt::format("line {}", row.line);
            if (row.cells.size() == 1 && trim(row.cells[0]).empty()) continue;
            if (trim(row.cells[0]).starts_with('#')) readRemark(row, place);
            else readPoint(row, place);
        }
    }

  private:
    /// "# CoordinateSystem = 0", "# columns = id,x,y,z,...".
    void readRemark(const TableScanner::Row& row, const std::string& place) {
        const std::string first = trim(row.cells[0]);
        const size_t equals = first.find('=');
        if (equals == std::string::npos) return;
        const std::string key = foldForSearch(first.substr(1, equals - 1)), value = trim(std::string_view(first).substr(equals + 1));
        if (key == "coordinatesystem") {
            if (value != "0" && value != "1" && value != "RAS" && value != "LPS") to_.refuse(place, "tells a CoordinateSystem that is neither RAS (0) nor LPS (1).");
            ras_ = value == "0" || value == "RAS";
        }
        if (key != "columns") return;
        columns_ = {value};
        for (size_t i = 1; i < row.cells.size(); ++i) columns_.push_back(trim(row.cells[i]));
    }
    const std::string* cell(const TableScanner::Row& row, std::string_view column) const {
        const auto at = std::ranges::find(columns_, column);
        const auto index = static_cast<size_t>(at - columns_.begin());
        return at == columns_.end() || index >= row.cells.size() ? nullptr : &row.cells[index];
    }
    void readPoint(const TableScanner::Row& row, const std::string& place) {
        to_.count(place);
        if (!row.fault.empty()) return to_.remark(place, row.fault + "; it was left out.");
        std::array<double, 3> at{};
        constexpr std::array<std::string_view, 3> kAxes = {"x", "y", "z"};
        for (size_t k = 0; k < 3; ++k) {
            const std::string* text = cell(row, kAxes[k]);
            const auto number = text ? parseNumber(trim(*text)) : std::nullopt;
            if (!number) return to_.remark(place, "has no coordinates; it was left out.");
            at[k] = *number;
        }
        // Behind the columns that are named newer versions write how a point is placed: 2 is defined.
        const std::string* named = cell(row, "positionStatus");
        const std::string* status = named ? named : row.cells.size() > 14 && columns_.size() == 14 ? &row.cells[14] : nullptr;
        if (status && !trim(*status).empty() && trim(*status) != "2") return to_.remark(place, "is not placed; it was left out.");
        const auto position = to_.placed(place, at, ras_, 1);
        if (!position) return;
        const auto textOf = [&](std::string_view column) {
            const std::string* text = cell(row, column);
            return text ? *text : std::string();
        };
        MarkupPoint point{.place = place, .label = shortLabel(textOf("label")), .description = textOf("desc"), .position = *position};
        to_.takeOwn(point, {});
        to_.read.points.push_back(std::move(point));
    }

    TableScanner scanner_;
    MarkupGatherer& to_;
    bool ras_ = true;  ///< of the first files, which say nothing
    std::vector<std::string> columns_ = {"id", "x", "y", "z", "ow", "ox", "oy", "oz", "vis", "sel", "lock", "label", "desc", "associatedNodeID"};
};

std::string_view withoutMark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text; }

bool looksLikeFcsv(std::string_view text) {
    const std::string_view first = withoutMark(text).substr(0, 400);
    return first.starts_with('#') && (first.find("iducial") != std::string_view::npos || first.find("# columns") != std::string_view::npos);
}

}  // namespace

bool looksLikeMarkups(std::string_view text) {
    if (looksLikeFcsv(text)) return true;
    const std::string_view first = withoutMark(text).substr(0, 4000);
    return first.find("\"@schema\"") != std::string_view::npos || (first.find("\"markups\"") != std::string_view::npos && first.find("\"format\"") == std::string_view::npos);
}

Result<Markups> markupsFromText(std::string_view text, std::string_view whatItIs) {
    if (const std::string why = whyNotReadable(text, kMostMarkupBytes); !why.empty()) return refused(std::string(whatItIs) + why);
    MarkupGatherer to(whatItIs);
    try {
        if (looksLikeFcsv(text)) {
            MarkupTableReader(text, to).read();
        } else {
            const auto file = record::parseJson(text, whatItIs);
            if (!file) return file.error();
            MarkupJsonReader(*file, to).read();
        }
    } catch (const MarkupFault& fault) {
        return refused(fault.sentence);
    }
    to.tellCount();
    return std::move(to.read);
}

}  // namespace myochart::exchange
