#include "store/backend.h"

#include "core/words.h"

namespace myochart::store {

Error Backend::damaged(const Said& what) const {
    return refused(said("The record {} is damaged: {}. Keep a copy of it and restore the last good backup.", place(), what));
}

}  // namespace myochart::store
