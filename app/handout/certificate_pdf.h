#pragma once
#include <span>

#include "handout/page_parts.h"
#include "teaching/learning.h"

namespace myochart::handout {

/// What a learner has shown in one set of questions.
struct Certificate {
    std::string learner, set;          ///< the set's title
    size_t questions = 0;              ///< that the set has now
    size_t asked = 0, known = 0;       ///< of them, answered at all; answered right the last time
    size_t answers = 0, right = 0;     ///< all that were given
    double points = 0;                 ///< mean of the last answer to each question, 0..1
    UtcMs first = 0, last = 0;         ///< answers
};
/// `answers`: of that learner to any sets. Nothing where none is to a question of this one.
std::optional<Certificate> certificateOf(const teaching::QuizSet& set, std::span<const teaching::KeptAnswer> answers, std::string_view learner);

/// A page that tells it, in the language of the window, and that it entitles to nothing. Throws std::runtime_error where it cannot be made.
HandoutPdf certificatePdf(const Certificate& certificate, const Texts& texts, Paper paper);

}  // namespace myochart::handout
