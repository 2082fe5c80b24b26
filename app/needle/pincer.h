#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"

namespace myochart::needle {

/// Of these muscles those that a text names by words of their keys ("biceps", "the long radial extensor"), in lower case without
/// punctuation; all of them where it names none.
std::vector<std::string> musclesNamed(const std::string& text, const std::vector<std::string>& keys);

/// The facts of safety.csv that teach a pincer grip of this muscle: where such a fact tells it of some of its muscles by name, or
/// another way of some, those alone. Empty: the tables tell of none.
std::vector<const anatomy::SafetyFact*> pincerTaughtFor(const anatomy::Catalogue& catalogue, std::string_view muscleKey);
/// "The tables tell of no pincer grip of soleus."; empty where they do.
std::string noPincerSentence(const anatomy::Catalogue& catalogue, const anatomy::Muscle& muscle);
/// Why no table stands behind a grip: none of that muscle is told of, no muscle was named, the body has no skin. Empty where they do.
std::string untaughtGripSentence(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey);

}  // namespace myochart::needle
