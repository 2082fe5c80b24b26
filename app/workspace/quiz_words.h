#pragma once
#include <string>
#include <vector>

#include "workspace/quiz_measures.h"

namespace myochart::workspace {

// What a quiz says, in the language of the window.

/// "Upper trapezius".
std::string quizMuscle(const anatomy::Catalogue& catalogue, const std::string& key);
/// "Upper trapezius TrP1, left" of a point, "Soleus, left" of a muscle.
std::string quizTarget(const anatomy::Catalogue& catalogue, const std::string& key, std::optional<Side> side);
/// What is asked; tells no answer.
std::string quizQuestion(const anatomy::Catalogue& catalogue, const teaching::Question& question);
/// "Name the muscle", "Place the point", ...
const char* quizKind(teaching::QuestionKind kind);

/// What an answer came to, a sentence each.
std::vector<std::string> choiceWords(const anatomy::Catalogue& catalogue, const std::string& right, const std::string& chosen);
std::vector<std::string> placeWords(const anatomy::Catalogue& catalogue, const teaching::Question& question, const PlaceAnswer& answer);
std::vector<std::string> drawWords(const DrawAnswer& answer);
/// Tells mm in the target, what lies nearest, and what courses teach of the point; ends with needle::statement(): none of it says that a needle may go there.
std::vector<std::string> needleWords(const body::Body& body, const anatomy::Catalogue& catalogue, const teaching::Question& question, const NeedleAnswer& answer);

/// "today", "in 3 days": when a question comes back.
std::string comesBackWords(UtcMs dueAt, UtcMs now);

}  // namespace myochart::workspace
