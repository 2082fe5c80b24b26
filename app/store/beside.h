#pragma once
#include "record/chart.h"

namespace myochart::store {

/// The visit under ids that always belong to this content: as which it is added beside another (OnConflict::both). Taken twice
/// it is known again.
record::Session underIdsOfItsContent(record::Session session);

}  // namespace myochart::store
