#pragma once
#include "body/structure.h"

namespace myochart::builtin::measured {

/// What the skin is closed over one by one, and what tells how much of a person's build shows there.
enum Segment {
    head,
    trunk,
    leftArm,
    rightArm,
    leftHand,
    rightHand,
    leftLeg,
    rightLeg,
    leftFoot,
    rightFoot,
    segmentCount
};

/// The segment that a bone belongs to, by its name and side; the trunk for what is in no other.
Segment segmentOf(const body::Structure& bone);

}  // namespace myochart::builtin::measured
