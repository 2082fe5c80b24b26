#include "places/danger.h"

#include "core/text.h"

namespace myochart::places {

anatomy::Danger dangerOf(const body::Structure& structure) {
    using anatomy::Danger;
    const Danger named = anatomy::worstDanger(foldForSearch(structure.name));
    switch (structure.system) {
        case body::System::organ:
        case body::System::eye:
            return named == Danger::none ? Danger::organ : named;
        case body::System::vessel:
            return Danger::vessel;
        case body::System::nerve:
            return named == Danger::spine ? Danger::spine : Danger::nerve;
        default:
            break;
    }
    const bool soft = structure.system == body::System::connective || structure.system == body::System::other;
    return soft && (named == Danger::lung || named == Danger::heart || named == Danger::spine) ? named : Danger::none;
}

}  // namespace myochart::places
