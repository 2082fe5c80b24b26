#include "teaching/lesson.h"

#include <gtest/gtest.h>

namespace myochart::teaching {

TEST(Lesson, aTextIsInTheLanguageThatIsAskedForElseInEnglish) {
    Texts texts;
    EXPECT_EQ(texts.in("de"), "");
    texts.by = {{"en", "neck"}, {"de", "Nacken"}};
    EXPECT_EQ(texts.in("de"), "Nacken");
    EXPECT_EQ(texts.in("fr"), "neck");
}

}  // namespace myochart::teaching
