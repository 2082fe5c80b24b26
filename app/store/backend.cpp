#include "store/backend.h"

#include <fmt/format.h>

namespace myochart::store {

Error Backend::damaged(std::string_view what) const {
    return refused(fmt::format("The record {} is damaged: {}. Keep a copy of it and restore the last good backup.", place(), what));
}

}  // namespace myochart::store
