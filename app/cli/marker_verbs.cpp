#include <algorithm>
#include <cctype>
#include <memory>

#include <fmt/format.h>

#include "cli/entered_fields.h"
#include "cli/knowledge_json.h"
#include "cli/output.h"
#include "cli/recorded_json.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "places/hand_edits.h"
#include "places/place.h"
#include "places/place_by_words.h"
#include "places/reanchor.h"
#include "record/agreement.h"
#include "record/edits.h"
#include "record/fault_words.h"
#include "record/json.h"
#include "scene/depths.h"
#include "scene/under_skin.h"
#include "workspace/shorthand_site.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

/// One way of saying where, as given.
struct WhereArguments {
    std::string at, toward, layer, structure, muscle, side, where;
    std::optional<double> u, v;

    bool isGiven() const {
        const auto filled = [](const std::string* text) { return !text->empty(); };
        return u || v || std::ranges::any_of(std::to_array({&at, &toward, &layer, &structure, &muscle, &side, &where}), filled);
    }
};

struct MarkerArguments {
    std::string session, id;
    EnteredFields<record::Marker> fields;
    std::string needle, direction;
    std::vector<CLI::Option*> directionOptions;  ///< of the verbs that take it
    PrivateText shorthand;
    std::vector<std::string> codes;  ///< on the box of needles: one, or the two of HIBC
    WhereArguments where;
    bool correct = false;  ///< a session of another day is meant
};

/// Whether it is a number or is written like one: "nan", "-inf".
bool looksLikeNumber(std::string part) {
    std::ranges::transform(part, part.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::string bare = part.starts_with('-') || part.starts_with('+') ? part.substr(1) : part;
    return parseNumber(bare).has_value() || bare == "nan" || bare == "inf" || bare == "infinity";
}

/// Whether nothing but numbers stands there, however many, with commas, semicolons or blanks between them.
bool looksLikeNumbers(const std::string& text) {
    std::string apart = text;
    std::ranges::replace_if(apart, [](char c) { return c == ',' || c == ';' || c == '\t'; }, ' ');
    bool any = false;
    for (const std::string& part : split(apart, ' ')) {
        if (part.empty()) continue;
        if (!looksLikeNumber(part)) return false;
        any = true;
    }
    return any;
}

/// As it is kept; what its place holds stands beside the rest, in rounded numbers.
json markerJson(const record::Marker& m) {
    json answer = recordedJson(m);
    answer.erase("anchor");
    answer.update({{"structure", m.anchor.structureKey},
                   {"muscle_key", m.anchor.address.muscleKey},
                   {"position", mm(m.anchor.position)},
                   {"normal", mm(m.anchor.normal)},
                   {"u", rounded(m.anchor.address.u, 4)},
                   {"v", rounded(m.anchor.address.v, 4)},
                   {"error_radius_mm", rounded(m.anchor.errorRadiusMm)},
                   {"created_at", isoUtc(m.createdAt)}});
    return answer;
}

/// The hit that --layer or --structure asks for, or the first.
Result<places::Place> placeOnRay(workspace::Program& program, const WhereArguments& where, vec3 from, vec3 direction) {
    const body::Body& body = *program.bodies.current();
    const auto layer = anatomy::layerFromName(where.layer);
    if (!where.layer.empty() && !layer) return environmentFault(fmt::format("There is no layer {}.", displayText(where.layer, 40)));
    for (const auto& hit : scene::pickAlong(body, nullptr, {from, glm::normalize(direction)}, program.view.options)) {
        const body::Structure& s = body.structure(hit.at.part);
        if (layer && s.layer != *layer) continue;
        if (!where.structure.empty() && s.key != where.structure) continue;
        const bool asked = layer || !where.structure.empty();
        return places::placeAt(body, program.catalogue(), asked ? hit.at : scene::underSkin(body, nullptr, hit.at, program.view.options));
    }
    return failed("The ray meets no such structure of this body; `pick` shows what lies along it.");
}

Result<places::Place> placeByPoint(workspace::Program& program, const WhereArguments& where) {
    auto at = point(where.at, "--at");
    if (!at) return at.error();
    if (!where.toward.empty()) {
        auto toward = point(where.toward, "--toward");
        if (!toward) return toward.error();
        if (glm::length(*toward) < 1e-9F) return environmentFault("--toward needs a direction that is not 0,0,0.");
        return placeOnRay(program, where, *at, *toward);
    }
    std::optional<std::uint32_t> only;
    if (!where.structure.empty()) {
        only = program.bodies.current()->find(where.structure);
        if (!only) return failed(fmt::format("This body has no structure {}.", displayText(where.structure, 60)));
    }
    return scene::placeNear(*program.bodies.current(), program.catalogue(), *at, only, program.view.options);
}

/// Nothing that was said is left out: an option that does not go with the way in which the place is told is a fault.
Outcome saidInOneWay(const WhereArguments& where) {
    const bool at = !where.at.empty(), muscle = !where.muscle.empty(), words = !where.where.empty();
    if (at + muscle + words != 1)
        return environmentFault("Say where in one way: --at X,Y,Z, --muscle KEY --side S --u U --v V, or --where \"TEXT\".");
    const bool toward = !where.toward.empty();
    const struct {
        const char *option, *goesWith;
        bool given, belongs;
    } parts[] = {{"--toward", "--at", toward, at},
                 {"--layer", "--at and --toward", !where.layer.empty(), at && toward},
                 {"--structure", "--at", !where.structure.empty(), at},
                 {"--side", words ? "--muscle; with --where it stands in the words" : "--muscle", !where.side.empty(), muscle},
                 {"--u", "--muscle", where.u.has_value(), muscle},
                 {"--v", "--muscle", where.v.has_value(), muscle}};
    for (const auto& part : parts)
        if (part.given && !part.belongs) return environmentFault(fmt::format("{} goes with {}.", part.option, part.goesWith));
    return Done{};
}

Result<places::Place> placeFor(workspace::Program& program, const WhereArguments& where) {
    if (const auto one = saidInOneWay(where); !one) return one.error();
    if (!where.at.empty()) return placeByPoint(program, where);
    if (!where.where.empty()) return places::placeByWords(*program.bodies.current(), program.catalogue(), where.where);
    const auto side = sideFromName(where.side);
    if (!side || !where.u || !where.v) return environmentFault("--muscle needs --side left|right|midline, --u and --v (0 to 1).");
    const auto isShare = [](double value) { return value >= 0 && value <= 1; };  // which no NaN is
    if (!isShare(*where.u) || !isShare(*where.v)) return refused("--u and --v take a number from 0 to 1.");
    record::MuscleAddress address;
    address.muscleKey = where.muscle;
    address.u = static_cast<float>(*where.u);
    address.v = static_cast<float>(*where.v);
    return places::placeByAddress(*program.bodies.current(), program.catalogue(), address, *side);
}

/// Reads the session, edits it and writes the difference, on the record's thread; durable when it returns. Says so when
/// the session is of another day and `correct` does not tell that this is meant.
Outcome editSession(const Context& context, workspace::Program& program, const record::SessionId& id, bool correct,
                    const std::function<Result<record::Edited>(const record::Session&)>& edit) {
    record::Session visit;
    auto outcome = fromRecord<Done>(program, [&](store::Record& r) -> Outcome {
        auto before = r.readable(id);  // a damaged neighbour keeps nobody from charting
        if (!before) return before.error();
        auto after = edit(before->session);
        if (!after) return after.error();
        visit = before->session;
        return r.put(store::SessionChange{before->session, after->session});
    });
    if (outcome && !correct && !context.quiet && !program.record.isToday(visit))
        tell(fmt::format("This is the visit of {}, not of today; --correct says that it is meant.\n", dayInFullAt(visit.startedAt, visit.utcOffset)));
    return outcome;
}

/// "0.25x40": diameter and length in mm.
Outcome takeNeedle(const std::string& text, record::Needling& needle) {
    const auto parts = split(text, 'x');
    const auto diameter = parseNumber(parts[0]), length = parts.size() == 2 ? parseNumber(parts[1]) : std::nullopt;
    if (!diameter || !length) return environmentFault("--needle takes DIAMETERxLENGTH in mm, such as 0.25x40.");
    needle.diameterMm = static_cast<float>(*diameter);
    needle.lengthMm = static_cast<float>(*length);
    return Done{};
}

/// Three numbers are a vector of the body frame, all else words; either takes the place of what stood there. Nothing: not recorded.
Outcome takeDirection(const std::string& text, record::Needling& needle) {
    needle.direction.reset();
    needle.directionWords = record::withoutHiddenMarks(text);
    const auto vector = numbers(text, 3, "--direction");
    if (!vector && looksLikeNumbers(text)) return refused("--direction takes three numbers with commas between them, such as 0,1,0, or words.");
    if (!vector) return Done{};
    const vec3 direction((*vector)[0], (*vector)[1], (*vector)[2]);
    if (glm::length(direction) < 1e-9F) return environmentFault("--direction needs a direction that is not 0,0,0.");
    needle.direction = glm::normalize(direction);
    needle.directionWords.clear();
    return Done{};
}

/// A depth beyond the needle's length is remarked on, not refused: tissue can be pressed in.
void tellOfDepth(const Context& context, const record::Needling& needle) {
    if (!context.quiet && needle.depthMm && needle.lengthMm && *needle.depthMm > *needle.lengthMm)
        tell(fmt::format("The depth of {} mm is more than the needle's length of {} mm; it is kept as told.\n", *needle.depthMm, *needle.lengthMm));
}

/// Of a box that no scanner read: those say it themselves.
void tellOfExpiry(const Context& context, const MarkerArguments& arguments, const record::Needling& needle) {
    if (!context.quiet && arguments.codes.empty() && !needle.expiry.empty() && needle.expiry < dayAt(nowUtc(), {})) tell(fmt::format("These needles expired on {}.\n", needle.expiry));
}

/// What is entered about a marker goes into it.
Outcome take(const MarkerArguments& arguments, record::Marker& marker) {
    if (auto taken = arguments.fields.take(marker); !taken) return taken;
    if (!arguments.needle.empty())
        if (auto taken = takeNeedle(arguments.needle, marker.needle); !taken) return taken;
    if (std::ranges::any_of(arguments.directionOptions, [](const CLI::Option* option) { return option->count() > 0; }))
        if (auto taken = takeDirection(arguments.direction, marker.needle); !taken) return taken;
    return Done{};
}

/// The line of --shorthand, all of it understood; nothing when none is given.
Result<std::optional<shorthand::Parsed>> lineOf(workspace::Program& program, const MarkerArguments& arguments) {
    auto line = arguments.shorthand.read();
    if (!line) return line.error();
    if (!*line) return std::optional<shorthand::Parsed>();
    const auto grammar = workspace::loadGrammar(program.catalogue());
    if (!grammar) return grammar.error();
    auto parsed = shorthand::parse(**line, *grammar, program.catalogue());
    if (const shorthand::Piece* piece = parsed.notUnderstood())
        return environmentFault(fmt::format("--shorthand: \"{}\" is not understood. {}", displayText((*line)->substr(piece->from, piece->to - piece->from), 80), piece->words));
    if (!parsed.understood()) return environmentFault("--shorthand says nothing.");
    if (parsed.command == shorthand::Command::allIn || parsed.command == shorthand::Command::allOut)
        return environmentFault("--shorthand is of one site; it takes no \"all in\" or \"all out\".");
    return std::optional(std::move(parsed));
}

/// What the codes on a box of needles say goes into the needle. A box past its day is remarked on.
Outcome takeCodes(const Context& context, const std::vector<std::string>& codes, record::Needling& needle) {
    if (codes.empty()) return Done{};
    const std::string today = dayAt(nowUtc(), {});
    const int year = static_cast<int>(parseInteger(today.substr(0, 4)).value_or(0));
    auto code = shorthand::readNeedleCode(codes[0], year);
    if (code && codes.size() > 1) {
        const auto second = shorthand::readNeedleCode(codes[1], year);
        code = second ? shorthand::joined(*code, *second) : Result<shorthand::NeedleCode>(second.error());
    }
    if (!code) return code.error();
    if (codes.size() > 2) return environmentFault("--code is given once, or twice for a box with two codes.");
    if (code->link != 0) return environmentFault("This is the second code of a box; give the first with a --code of its own before it.");
    needle = shorthand::withCode(std::move(needle), *code);
    if (!context.quiet && !code->expiry.empty() && code->expiry < today) tell(fmt::format("These needles expired on {}.\n", code->expiry));
    return Done{};
}

places::SiteSafety safetyOf(workspace::Program& program, const record::Marker& marker) {
    places::SiteSafetyReader reader;
    return scene::siteSafety(reader, program.bodies.current(), program.bodies.rays(), program.catalogue(), marker);
}

/// Kept as it was written, and remarked on.
void tellOfWords(const Context& context, const record::Marker& marker) {
    if (!context.quiet && record::wordsTellOtherSide(marker))
        tell(fmt::format("Label or place in words of this marker tell the other side; it is recorded with the side {}. Look which is meant.\n", name(marker.side)));
}

/// A side that was corrected by hand while the marker lies on the other: said at once, with the way to move it.
void tellOfPlace(const Context& context, const workspace::Program& program, const record::Marker& marker) {
    const auto lies = program.bodies.current() ? places::otherSideOfPlace(*program.bodies.current(), marker) : std::nullopt;
    if (!context.quiet && lies) tell(fmt::format("The marker itself lies elsewhere: {}. It is recorded with the side {}; `marker edit {} --side {} --move-to-side` moves it there.\n", name(*lies), name(marker.side), marker.id.text, name(marker.side)));
}

/// The program with a body on which something may be charted: nothing is with a side that is a guess.
Result<workspace::Program*> programToChart(Context& context) {
    auto program = context.programWithBody();
    if (!program || (*program)->bodies.sidesKnown()) return program;
    const std::string name = displayText((*program)->bodies.current()->name(), 80);
    return refused(fmt::format("Left and right of the model {} are a guess: nothing is charted on it until somebody says how it stands. "
                               "Look at it (`myochart --model {} render`), then `model confirm {}`, or import it again with --mirrored "
                               "or --not-mirrored.", name, name, name));
}

Answer addMarker(Context& context, const MarkerArguments& arguments) {
    record::Marker marker;
    marker.type = record::MarkerType::needle;
    if (!arguments.shorthand.given() && !arguments.fields.given("type")) return environmentFault("--type is required, unless --shorthand is given.");
    if (const auto taken = take(arguments, marker); !taken) return taken.error();
    auto program = arguments.shorthand.given() ? context.program() : programToChart(context);
    if (!program) return program.error();
    const auto line = lineOf(**program, arguments);  // before a body is opened: what is not understood is said at once
    if (!line) return line.error();
    if (*line && (*line)->site) return environmentFault("A number before a colon is of a site that is there: marker edit ID --shorthand.");
    if (*line && (*line)->command == shorthand::Command::out) return environmentFault("A needle goes in before it comes out.");
    if (*line && arguments.where.isGiven()) return environmentFault("With --shorthand the place stands in the line; no option says it too.");
    if (*line) program = programToChart(context);
    if (!program) return program.error();
    auto place = *line ? workspace::placeTold(*(*program)->bodies.current(), (*program)->catalogue(), **line) : placeFor(**program, arguments.where);
    if (!place) return place.error();
    if (*line) marker = shorthand::applied(**line, std::move(marker), nowUtc());
    if (const auto taken = takeCodes(context, arguments.codes, marker.needle); !taken) return taken.error();
    tellOfDepth(context, marker.needle);
    tellOfExpiry(context, arguments, marker.needle);
    marker.id = record::MarkerId::make();
    marker.anchor = place->anchor;
    marker.muscle = place->muscle;
    marker.side = place->side;
    marker.sentence = place->sentence;
    marker.createdAt = nowUtc();
    if (const std::string fault = record::faultIn(marker); !fault.empty()) return refused(record::faultInWords(fault));
    auto outcome = editSession(context, **program, {arguments.session}, arguments.correct, [&](const record::Session& s) {
        auto added = record::addMarker(s, marker);
        if (added) marker = added->session.markers.back();
        return added;
    });
    if (!outcome) return outcome.error();
    tellOfWords(context, marker);
    json answer = markerJson(marker);
    answer.update(siteSafetyJson(safetyOf(**program, marker)));
    return answer;
}

/// With --model: where each marker of the session is shown on that body, and how far off it may be; else null.
Result<std::optional<places::Reanchored>> shownOnModel(Context& context, const record::Session& session) {
    if (context.invocation.model.empty()) return std::optional<places::Reanchored>();
    auto program = context.programWithBody();
    if (!program) return program.error();
    return std::optional(places::reanchor(session, *(*program)->bodies.current(), (*program)->catalogue()));
}

json shownJson(const places::Reanchored& shown, const record::MarkerId& id) {
    const auto& anchor = shown.session.marker(id)->anchor;
    const auto among = [&](const std::vector<record::MarkerId>& ids) { return std::ranges::find(ids, id) != ids.end(); };
    if (among(shown.lost)) return {{"how", "muscle_missing"}};
    return {{"how", among(shown.moved) ? "by_address" : "as_placed"},
            {"structure", anchor.structureKey},
            {"position", mm(anchor.position)},
            {"normal", mm(anchor.normal)},
            {"error_radius_mm", rounded(anchor.errorRadiusMm)}};
}

Answer listMarkers(Context& context, const std::string& sessionId) {
    auto program = context.program();
    if (!program) return program.error();
    auto session = readableSession(context, **program, {sessionId});
    if (!session) return session.error();
    auto shown = shownOnModel(context, *session);
    if (!shown) return shown.error();
    json rows = json::array();
    for (const auto& m : session->markers) {
        rows.push_back(markerJson(m));
        if (*shown) rows.back()["shown"] = shownJson(**shown, m.id);
    }
    return json{{"markers", std::move(rows)}};
}

Answer showMarker(Context& context, const std::string& id) {
    auto program = context.program();
    if (!program) return program.error();
    auto session = sessionWith(**program, id);
    if (!session) return session.error();
    const record::Marker* marker = session->marker({id});
    if (!marker) return failed("There is no such marker in the record.");
    noteReading(**program, session->patient);
    auto shown = shownOnModel(context, *session);
    if (!shown) return shown.error();
    json answer = markerJson(*marker);
    answer["session"] = session->id.text;
    answer["shown_label"] = record::shownLabel(*session, {id});
    if (*shown) answer["shown"] = shownJson(**shown, {id});
    const record::Marker& there = *shown ? *(*shown)->session.marker({id}) : *marker;
    answer.update(siteSafetyJson(safetyOf(**program, there)));
    return answer;
}

Answer moveMarker(Context& context, const MarkerArguments& arguments) {
    auto program = programToChart(context);
    if (!program) return program.error();
    auto session = sessionWith(**program, arguments.id);
    if (!session) return session.error();
    auto place = placeFor(**program, arguments.where);
    if (!place) return place.error();
    auto outcome = editSession(context, **program, session->id, arguments.correct, [&](const record::Session& s) {
        const record::Marker* marker = s.marker({arguments.id});
        if (!marker) return Result<record::Edited>(failed("There is no such marker in the record."));
        // A side that was corrected by hand stays; one that is told now against it is a contradiction, not to be chosen from.
        const bool tellsSide = !arguments.where.muscle.empty() || anatomy::sideInName(arguments.where.where).has_value();
        if (tellsSide && marker->byHand.side && place->side != marker->side)
            return Result<record::Edited>(refused(fmt::format(
                "The side of this marker was corrected by hand to {}, and that place has the side {}. Name a place of the side {}, or first "
                "correct the side: marker edit {} --side {}.",
                name(marker->side), name(place->side), name(marker->side), arguments.id, name(place->side))));
        return record::changeMarker(s, places::movedTo((*program)->catalogue(), *marker, *place), "Move marker");
    });
    if (!outcome) return outcome.error();
    return showMarker(context, arguments.id);
}

struct MarkerChanges {
    CLI::Option *muscle = nullptr, *side = nullptr, *sentence = nullptr;
    bool moveToSide = false;
    std::string muscleText, sideText, sentenceText;
};

/// What is corrected by hand; the sentence follows a muscle or side unless it was written by hand itself.
Result<record::Marker> corrected(workspace::Program& program, record::Marker marker, const MarkerChanges& changes) {
    const auto here = program.bodies.current() ? places::ownPlace(*program.bodies.current(), program.catalogue(), marker.anchor) : std::nullopt;
    const places::Place* place = here ? &*here : nullptr;
    if (changes.side->count() > 0) {
        const auto side = sideFromName(changes.sideText);
        if (!side) return environmentFault("--side is left, right or midline.");
        if (changes.moveToSide && place && place->side != *side) {
            const auto there = places::mirrored(*program.bodies.current(), program.catalogue(), marker.anchor, place->side);
            if (!there) return there.error();
            if (there->side != *side) return failed("That place has no counterpart on the side that is asked for.");
            marker = places::movedTo(program.catalogue(), places::withSide(program.catalogue(), std::move(marker), *side, nullptr), *there);
        } else if (changes.moveToSide && !place) {
            return failed("The marker was placed on another body; name that one with --model to move it.");
        } else {
            marker = places::withSide(program.catalogue(), std::move(marker), *side, place);
        }
    } else if (changes.moveToSide) {
        return environmentFault("--move-to-side goes with --side left or --side right.");
    }
    if (changes.muscle->count() > 0) {
        auto renamed = places::withMuscle(program.catalogue(), std::move(marker), changes.muscleText, place);
        if (!renamed) return renamed.error();
        marker = std::move(*renamed);
    }
    if (changes.sentence->count() > 0) marker = places::withSentence(program.catalogue(), std::move(marker), changes.sentenceText, place);
    return marker;
}

Answer editMarker(Context& context, const MarkerArguments& arguments, const MarkerChanges& changes) {
    const bool corrects = changes.muscle->count() + changes.side->count() + changes.sentence->count() > 0 || changes.moveToSide;
    auto program = corrects ? context.programWithBody() : context.program();
    if (!program && !changes.moveToSide) program = context.program();  // the record can be corrected without a body
    if (!program) return program.error();
    auto session = sessionWith(**program, arguments.id);
    if (!session) return session.error();
    const record::Marker* found = session->marker({arguments.id});
    if (!found) return failed("There is no such marker in the record.");
    record::Marker marker = *found;
    if (const auto taken = take(arguments, marker); !taken) return taken.error();
    const auto line = lineOf(**program, arguments);
    if (!line) return line.error();
    if (*line && (*line)->site && *(*line)->site != marker.number)
        return environmentFault(fmt::format("The line is of site {}, and this marker is site {}.", *(*line)->site, marker.number));
    if (*line) {
        auto after = workspace::told((*program)->catalogue(), marker, **line, nowUtc());
        if (!after) return environmentFault(after.error().message);
        marker = std::move(*after);
    }
    if (const auto taken = takeCodes(context, arguments.codes, marker.needle); !taken) return taken.error();
    tellOfDepth(context, marker.needle);
    tellOfExpiry(context, arguments, marker.needle);
    if (corrects) {
        auto right = corrected(**program, std::move(marker), changes);
        if (!right) return right.error();
        marker = std::move(*right);
    }
    if (const std::string fault = record::faultIn(marker); !fault.empty()) return refused(record::faultInWords(fault));
    auto outcome = editSession(context, **program, session->id, arguments.correct, [&](const record::Session& s) { return record::changeMarker(s, marker, "Change marker"); });
    if (!outcome) return outcome.error();
    tellOfWords(context, marker);
    tellOfPlace(context, **program, marker);
    return showMarker(context, arguments.id);
}

Answer removeMarker(Context& context, const MarkerArguments& arguments) {
    const std::string& id = arguments.id;
    auto program = context.program();
    if (!program) return program.error();
    auto session = sessionWith(**program, id);
    if (!session) return session.error();
    auto outcome = editSession(context, **program, session->id, arguments.correct, [&](const record::Session& s) { return record::removeMarkers(s, {{id}}); });
    if (!outcome) return outcome.error();
    return json{{"removed", id}};
}

Answer mirrorMarker(Context& context, const MarkerArguments& arguments) {
    const std::string& id = arguments.id;
    auto program = programToChart(context);
    if (!program) return program.error();
    auto session = sessionWith(**program, id);
    if (!session) return session.error();
    const auto shown = places::reanchor(*session, *(*program)->bodies.current(), (*program)->catalogue());
    const record::Marker* original = shown.session.marker({id});
    if (!original) return failed("There is no such marker in the record.");
    auto place = places::mirrored(*(*program)->bodies.current(), (*program)->catalogue(), original->anchor, original->side);
    if (!place) return place.error();
    auto made = places::mirroredCopy((*program)->catalogue(), *original, *place);
    if (!made) return made.error();
    record::Marker copy = std::move(*made);
    auto outcome = editSession(context, **program, session->id, arguments.correct, [&](const record::Session& s) {
        auto added = record::addMarker(s, copy);
        if (added) copy = added->session.markers.back();
        return added;
    });
    if (!outcome) return outcome.error();
    return markerJson(copy);
}

void addCorrect(CLI::App* verb, MarkerArguments& arguments) {
    verb->add_flag("--correct", arguments.correct, "A session of another day is meant");
}

void addEntered(CLI::App* verb, MarkerArguments& arguments) {
    arguments.fields.addTo(verb);
    verb->add_option("--needle", arguments.needle, "Diameter and length in mm: 0.25x40");
    arguments.shorthand.addTo(verb, "--shorthand", "One line that says it all: \"left infraspinatus trp1, 0.25x40, 20 mm, twitch strong, pain 7>3\"");
    verb->add_option("--code", arguments.codes, "What a scanner reads from the box of needles: item, lot, serial and expiry; twice for a box with two codes")
        ->allow_extra_args(false);
    arguments.directionOptions.push_back(verb->add_option("--direction", arguments.direction, "Of the needle: DX,DY,DZ in the body frame, or in words; empty: not recorded"));
}

void addWhere(CLI::App* verb, WhereArguments& where) {
    verb->add_option("--at", where.at, "Nearest surface to X,Y,Z (mm)");
    verb->add_option("--toward", where.toward, "First surface from --at along DX,DY,DZ");
    verb->add_option("--layer", where.layer, "With --toward: the first surface of this layer");
    verb->add_option("--structure", where.structure, "Only this structure");
    verb->add_option("--muscle", where.muscle, "The muscle's key, with --side, --u and --v");
    verb->add_option("--side", where.side, "left, right or midline");
    verb->add_option("--u", where.u, "0 at the origin, 1 at the insertion");
    verb->add_option("--v", where.v, "0 to 1 across the muscle");
    verb->add_option("--where", where.where, "In words: \"left upper trapezius, trp1\"");
}

void addChangingVerbs(CLI::App* marker, VerbTable& verbs, const std::shared_ptr<MarkerArguments>& a) {
    auto changes = std::make_shared<MarkerChanges>();
    CLI::App* edit = marker->add_subcommand("edit", "Change what a marker says");
    edit->add_option("ID", a->id)->required();
    addCorrect(edit, *a);
    addEntered(edit, *a);
    changes->muscle = edit->add_option("--muscle", changes->muscleText, "The muscle's name, corrected");
    changes->side = edit->add_option("--side", changes->sideText, "left, right or midline, corrected");
    changes->sentence = edit->add_option("--sentence", changes->sentenceText, "Where, in your own words; empty: as the place says");
    edit->add_flag("--move-to-side", changes->moveToSide, "With --side: the place was wrong too; move it to the mirrored one");
    verbs.add(edit, [a, changes](Context& c) { return editMarker(c, *a, *changes); });
    CLI::App* move = marker->add_subcommand("move", "Put a marker elsewhere");
    move->add_option("ID", a->id)->required();
    addCorrect(move, *a);
    addWhere(move, a->where);
    verbs.add(move, [a](Context& c) { return moveMarker(c, *a); });
    CLI::App* remove = marker->add_subcommand("remove", "Remove a marker");
    remove->add_option("ID", a->id)->required();
    addCorrect(remove, *a);
    verbs.add(remove, [a](Context& c) { return removeMarker(c, *a); });
    CLI::App* mirror = marker->add_subcommand("mirror", "Copy a marker to the other side");
    mirror->add_option("ID", a->id)->required();
    addCorrect(mirror, *a);
    verbs.add(mirror, [a](Context& c) { return mirrorMarker(c, *a); });
}

}  // namespace

void addMarkerVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<MarkerArguments>();
    CLI::App* marker = app.add_subcommand("marker", "Trigger points and needle sites of a session");
    marker->require_subcommand(1)->fallthrough();
    CLI::App* add = marker->add_subcommand("add", "Place a marker; returns when it is durable");
    add->add_option("--session", a->session, "The session's id")->required();
    addEntered(add, *a);
    addCorrect(add, *a);
    addWhere(add, a->where);
    verbs.add(add, [a](Context& c) { return addMarker(c, *a); });
    CLI::App* list = marker->add_subcommand("list", "A session's markers in the order of placing");
    list->add_option("--session", a->session, "The session's id")->required();
    verbs.add(list, [a](Context& c) { return listMarkers(c, a->session); });
    CLI::App* show = marker->add_subcommand("show", "One marker");
    show->add_option("ID", a->id)->required();
    verbs.add(show, [a](Context& c) { return showMarker(c, a->id); });
    addChangingVerbs(marker, verbs, a);
}

}  // namespace myochart::cli
