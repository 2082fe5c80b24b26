#include "core/passphrase.h"

#include <utf8proc.h>

#include <cstdlib>
#include <set>

#include "core/text.h"
#include "core/utf8.h"
#include "core/words.h"

namespace myochart {

namespace {

bool hasControlCharacter(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
    return false;
}

}  // namespace

Result<Secret> passphraseOf(std::string_view typed) {
    if (typed.empty()) return refused(said("Type the passphrase."));
    if (typed.size() > kMostPassphraseBytes)
        return refused(said("The passphrase is longer than {} bytes; take a shorter one.", kMostPassphraseBytes));
    if (hasControlCharacter(typed)) return refused(said("The passphrase holds a line break or another control character; type it in one line."));
    if (!isUtf8(typed)) return refused(said("The passphrase is not text in UTF-8."));
    utf8proc_uint8_t* composed = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(typed.data()), static_cast<utf8proc_ssize_t>(typed.size()),
                                               &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (size < 0) return refused(said("The passphrase is not text in UTF-8."));
    Secret secret = Secret::of({reinterpret_cast<const char*>(composed), static_cast<size_t>(size)});
    wipe(composed, static_cast<size_t>(size));
    std::free(composed);
    return secret;
}

std::string weaknessOf(const Secret& passphrase) {
    std::set<char32_t> different;
    size_t letters = 0;
    for (size_t at = 0; at < passphrase.size(); ++letters) different.insert(decodeUtf8(passphrase.text(), at));
    if (letters < kFewestPassphraseLetters)
        return trf("That is too short: take at least {} letters. Four or five words that have nothing to do with each other are easy to remember.", kFewestPassphraseLetters);
    if (isBlankText(passphrase.text())) return tr("Blanks alone protect nothing; take words.");
    if (different.size() < 3) return tr("That repeats the same letters; take four or five words that have nothing to do with each other.");
    return {};
}

}  // namespace myochart
