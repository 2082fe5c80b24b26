#pragma once
#include <string>

#include "anatomy/catalogue.h"
#include "body/body.h"

namespace myochart::ui {

// How structures are called wherever the window names them; all made safe to show.

/// The catalogue's name of the muscle, else the structure's own without its side; with a capital first letter.
std::string titleOf(const anatomy::Catalogue& catalogue, const body::Structure& structure);
/// What people call the muscle in the language of the window, with a capital first letter; empty of what is no muscle.
std::string plainNameOf(const anatomy::Catalogue& catalogue, std::string_view muscleKey);
/// Its own name without the side, for one of several parts of a muscle: "Ulnar head of flexor carpi ulnaris".
std::string partOf(const body::Structure& structure);
/// The body's name for people.
std::string bodyTitle(const body::Body& body);
/// "left", "right", "midline".
std::string sideName(Side side);
/// "Left", "Right", "Midline".
const char* sideTitle(Side side);
/// "on the left", "on the right", "in the midline".
const char* onSide(Side side);
/// "Left shoulder" of "Shoulder"; in the midline the title itself.
std::string sided(std::string_view title, Side side);
/// With a small first letter, as English has it inside a sentence; in other languages as it is.
std::string insideSentence(std::string_view text);
/// sideTitle(); empty in the midline.
std::string sideWord(const body::Structure& structure);
/// "Superficial", "Intermediate" or "Deep" of muscles; empty for what is no layer of muscles.
const char* depthWord(anatomy::Layer layer);
/// "Superficial muscles", "Bones", ...
std::string layerWords(anatomy::Layer layer);
/// Where a region stands from head to toe; what has none, or one that is not known, comes last.
size_t regionPlace(std::string_view region);
/// "Shoulder girdle" of "shoulder_girdle"; "Elsewhere" of an empty one.
std::string regionWords(std::string_view region);
/// "Left · Superficial muscle · Shoulder girdle".
std::string placeLine(const body::Structure& structure, const anatomy::Muscle* muscle);
/// Drawn by a textbook course instead of measured.
bool isSchematic(const body::Structure& structure);

}  // namespace myochart::ui
