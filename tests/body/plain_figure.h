#pragma once
#include <gtest/gtest.h>

#include "body/body.h"
#include "model_files.h"

namespace myochart::test {

/// A small figure as a file holds it: six muscles on either side, sacrum and sternum; mm, x to the left, y backwards, z
/// up, every surface facing outwards.
std::vector<NamedMesh> plainFigure();
/// `figure` with every position changed; triangles are turned when `turn`.
std::vector<NamedMesh> moved(std::vector<NamedMesh> figure, const std::function<vec3(vec3)>& to, bool turn = false);
/// `figure` under other names.
std::vector<NamedMesh> renamed(std::vector<NamedMesh> figure, const std::function<std::string(const std::string&)>& to);
/// "left soleus" to "soleus".
std::string sideless(const std::string& name);

/// The same structures as `plain`, by muscle or name and side: places (nearer than `mm`), volumes (outward normals), no
/// more and no fewer. `shiftMm` is taken off first.
testing::AssertionResult isAsPlain(const body::Body& body, const body::Body& plain, float mm = 0.3F, vec3 shiftMm = {});

}  // namespace myochart::test
