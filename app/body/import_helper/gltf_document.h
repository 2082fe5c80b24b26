#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "body/import_helper/input_file.h"

namespace myochart::import_helper {

/// Component types of glTF 2.0 (specification, 3.6.2.2).
namespace gltf {
inline constexpr size_t kByte = 5120, kUnsignedByte = 5121, kShort = 5122, kUnsignedShort = 5123, kUnsignedInt = 5125,
                        kFloat = 5126;
}

/// A glTF 2.0 document in memory (.glb, or .gltf with its buffers inside or beside it): its JSON, and the numbers of
/// its accessors, each checked against the bytes that are there. Buffers packed with EXT_meshopt_compression are
/// unpacked. Every function throws Refusal for what is damaged or missing.
class GltfDocument {
  public:
    GltfDocument(std::string_view bytes, SideFiles& beside);

    const nlohmann::json& whole() const { return json_; }
    /// An element of a top-level list: at("nodes", 3).
    const nlohmann::json& at(const char* list, size_t index) const;
    size_t count(const char* list) const;
    /// All numbers of an accessor, `components` an element (3 for "VEC3", 16 for "MAT4"); whole numbers that stand for
    /// shares ("normalized") become 0..1 or -1..1; values of a sparse accessor are put in.
    std::vector<float> numbers(size_t accessor, size_t components);
    /// A scalar accessor of unsigned whole numbers, or one of `components` an element.
    std::vector<std::uint32_t> wholeNumbers(size_t accessor, size_t components = 1);
    /// Unpacks a primitive that is there only as KHR_draco_mesh_compression: its accessors then give what was packed,
    /// its corners a list of triangles. False when it is not packed so.
    bool unpackDraco(const nlohmann::json& primitive);

  private:
    struct Elements;
    struct UnpackedList {
        std::string bytes;
        size_t count = 0, componentType = 0;
    };
    std::string_view bufferBytes(size_t buffer);
    std::string_view viewBytes(size_t view, size_t& stride);
    std::string_view unpacked(size_t view, const nlohmann::json& packing, size_t& stride);
    Elements elements(const nlohmann::json& accessor, size_t components);
    static Elements elementsOf(const UnpackedList& list, size_t components);
    template <class Number, class Read>
    std::vector<Number> read(size_t accessor, size_t components, const Read& number);

    nlohmann::json json_;
    std::string_view binary_;  ///< the second chunk of a .glb
    SideFiles& beside_;
    std::map<size_t, std::string> decoded_;         ///< buffers that were text
    std::map<size_t, std::string> unpacked_;        ///< views that were packed
    std::map<size_t, UnpackedList> unpackedLists_;  ///< accessors of the primitive that Draco unpacked last
};

/// A whole number of an object that must be there, from 0 to 2^32 - 1. Throws Refusal.
size_t wholeIn(const nlohmann::json& object, const char* key);
size_t wholeIn(const nlohmann::json& object, const char* key, size_t otherwise);

}  // namespace myochart::import_helper
