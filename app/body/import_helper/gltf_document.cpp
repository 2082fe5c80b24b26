#include "body/import_helper/gltf_document.h"

#include <meshoptimizer.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "body/import_helper/gltf_draco.h"
#include "body/import_helper/refusal.h"
#include "body/mesh_blob.h"

namespace myochart::import_helper {

using nlohmann::json;

namespace {

using namespace gltf;

// Chunks of a .glb, from the glTF 2.0 specification, 4.4.
constexpr std::uint32_t kJsonChunk = 0x4E4F534A, kBinaryChunk = 0x004E4942;
constexpr size_t kMaxElements = 3 * size_t{body::blob::kMaxMeshTriangles};
constexpr size_t kMaxUnpacked = size_t{1} << 30;

size_t sizeOf(size_t componentType) {
    switch (componentType) {
        case kByte:
        case kUnsignedByte:
            return 1;
        case kShort:
        case kUnsignedShort:
            return 2;
        case kUnsignedInt:
        case kFloat:
            return 4;
        default:
            throw Refusal("has numbers of a kind that glTF does not know");
    }
}

size_t componentsOf(const json& accessor) {
    const std::string type = accessor.value("type", "");
    if (type == "SCALAR") return 1;
    if (type.size() == 4 && type.starts_with("VEC")) return static_cast<size_t>(type[3] - '0');
    if (type == "MAT4") return 16;
    return 0;
}

template <class Number>
Number numberAt(const char* bytes) {
    Number number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

float floatAt(const char* bytes, size_t componentType, bool share) {
    switch (componentType) {
        case kByte:
            return share ? std::max(numberAt<std::int8_t>(bytes) / 127.0F, -1.0F) : numberAt<std::int8_t>(bytes);
        case kUnsignedByte:
            return numberAt<std::uint8_t>(bytes) / (share ? 255.0F : 1.0F);
        case kShort:
            return share ? std::max(numberAt<std::int16_t>(bytes) / 32767.0F, -1.0F) : numberAt<std::int16_t>(bytes);
        case kUnsignedShort:
            return numberAt<std::uint16_t>(bytes) / (share ? 65535.0F : 1.0F);
        case kFloat:
            return numberAt<float>(bytes);
        default:
            throw Refusal("has positions of a kind that glTF does not allow");
    }
}

std::uint32_t wholeAt(const char* bytes, size_t componentType) {
    switch (componentType) {
        case kUnsignedByte:
            return numberAt<std::uint8_t>(bytes);
        case kUnsignedShort:
            return numberAt<std::uint16_t>(bytes);
        case kUnsignedInt:
            return numberAt<std::uint32_t>(bytes);
        default:
            throw Refusal("has corners of a kind that glTF does not allow");
    }
}

std::string fromBase64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    size_t size = 0;
    const char* end = nullptr;
    const int fault = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                        text.size(), " \r\n", &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (fault != 0 || end != text.data() + text.size()) throw Refusal("has a buffer that is not sound base64");
    bytes.resize(size);
    return bytes;
}

/// "my%20model.bin" means "my model.bin" (RFC 3986, 2.1); what is no code stays as it is.
std::string withoutPercent(std::string_view uri) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string name;
    for (size_t i = 0; i < uri.size(); ++i) {
        const bool code = uri[i] == '%' && i + 2 < uri.size() && digit(uri[i + 1]) >= 0 && digit(uri[i + 2]) >= 0;
        name += code ? static_cast<char>(digit(uri[i + 1]) * 16 + digit(uri[i + 2])) : uri[i];
        if (code) i += 2;
    }
    return name;
}

struct Chunks {
    std::string_view json, binary;
};

Chunks chunksOf(std::string_view bytes) {
    if (!bytes.starts_with("glTF")) return {bytes, {}};
    if (bytes.size() < 12 || numberAt<std::uint32_t>(&bytes[4]) != 2)
        throw Refusal("is a glTF of another version than 2.0");
    Chunks chunks;
    const size_t whole = std::min<size_t>(bytes.size(), numberAt<std::uint32_t>(&bytes[8]));
    for (size_t at = 12; at + 8 <= whole;) {
        const size_t size = numberAt<std::uint32_t>(&bytes[at]);
        const auto kind = numberAt<std::uint32_t>(&bytes[at + 4]);
        if (size > whole - at - 8) throw Refusal("is cut off: a part is longer than the file");
        const std::string_view chunk = bytes.substr(at + 8, size);
        if (kind == kJsonChunk && chunks.json.empty())
            chunks.json = chunk;
        else if (kind == kBinaryChunk && chunks.binary.empty())
            chunks.binary = chunk;
        at += 8 + (size + 3) / 4 * 4;
    }
    return chunks;
}

}  // namespace

size_t wholeIn(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned() || *found > 0xFFFFFFFFU)
        throw Refusal(std::string("is damaged: \"") + key + "\" is missing or no whole number");
    return found->get<size_t>();
}

size_t wholeIn(const json& object, const char* key, size_t otherwise) {
    return object.contains(key) ? wholeIn(object, key) : otherwise;
}

/// Where the elements of an accessor lie: element i begins at bytes[i * stride]. No bytes: all zeros.
struct GltfDocument::Elements {
    std::string_view bytes;
    size_t count = 0, stride = 0, componentType = 0;
};

GltfDocument::GltfDocument(std::string_view bytes, SideFiles& beside) : beside_(beside) {
    const Chunks chunks = chunksOf(bytes);
    binary_ = chunks.binary;
    json_ = json::parse(chunks.json, nullptr, false);
    if (!json_.is_object()) throw Refusal("is damaged: what describes it is not sound JSON");
    const std::string version = json_.contains("asset") ? json_["asset"].value("version", "") : "";
    if (!version.starts_with("2.")) throw Refusal("is a glTF of another version than 2.0; export it as glTF 2.0");
}

const json& GltfDocument::at(const char* list, size_t index) const {
    const auto found = json_.find(list);
    if (found == json_.end() || !found->is_array() || index >= found->size() || !(*found)[index].is_object())
        throw Refusal(std::string("is damaged: it refers to ") + list + " that are not there");
    return (*found)[index];
}

size_t GltfDocument::count(const char* list) const {
    const auto found = json_.find(list);
    return found == json_.end() || !found->is_array() ? 0 : found->size();
}

std::string_view GltfDocument::bufferBytes(size_t buffer) {
    const json& facts = at("buffers", buffer);
    if (!facts.contains("uri")) {
        if (buffer != 0) throw Refusal("has a buffer without content");
        return binary_;
    }
    if (const auto known = decoded_.find(buffer); known != decoded_.end()) return known->second;
    const auto uri = facts["uri"].get<std::string>();
    if (uri.starts_with("data:")) {
        const size_t comma = uri.find(";base64,");
        if (comma == std::string::npos) throw Refusal("has a buffer that is not base64");
        return decoded_[buffer] = fromBase64(std::string_view(uri).substr(comma + 8));
    }
    const std::string plain = withoutPercent(uri);
    for (const std::string& name : {plain, uri})
        if (const auto safe = safeRelative(name))
            if (const auto found = beside_.find(*safe)) return *found;
    throw Refusal("needs the file \"" + plain.substr(0, 100) +
                  "\", which is not beside it; import the folder or a zip with both");
}

std::string_view GltfDocument::unpacked(size_t view, const json& packing, size_t& stride) {
    stride = wholeIn(packing, "byteStride");
    const size_t elements = wholeIn(packing, "count"), offset = wholeIn(packing, "byteOffset", 0),
                 size = wholeIn(packing, "byteLength");
    const std::string_view buffer = bufferBytes(wholeIn(packing, "buffer"));
    if (offset > buffer.size() || size > buffer.size() - offset)
        throw Refusal("is cut off: a packed part is longer than its buffer");
    if (const auto known = unpacked_.find(view); known != unpacked_.end()) return known->second;
    // What the library asserts is asked here: it stops the program otherwise.
    const std::string mode = packing.value("mode", ""), filter = packing.value("filter", "NONE");
    const bool attributes = mode == "ATTRIBUTES", triangles = mode == "TRIANGLES";
    const bool fits = attributes ? stride > 0 && stride <= 256 && stride % 4 == 0
                                 : (stride == 2 || stride == 4) && (!triangles || elements % 3 == 0) &&
                                       (triangles || mode == "INDICES");
    if (!fits || elements == 0 || elements > kMaxUnpacked / stride || (filter != "NONE" && filter != "EXPONENTIAL"))
        throw Refusal("has a packed part (EXT_meshopt_compression) that is not as the extension asks");
    std::string& bytes = unpacked_[view];
    bytes.resize(elements * stride);
    const auto* from = reinterpret_cast<const unsigned char*>(buffer.data() + offset);
    const int fault = attributes  ? meshopt_decodeVertexBuffer(bytes.data(), elements, stride, from, size)
                      : triangles ? meshopt_decodeIndexBuffer(bytes.data(), elements, stride, from, size)
                                  : meshopt_decodeIndexSequence(bytes.data(), elements, stride, from, size);
    if (fault != 0) throw Refusal("has a packed part (EXT_meshopt_compression) that is damaged");
    if (filter == "EXPONENTIAL") meshopt_decodeFilterExp(bytes.data(), elements, stride);
    return bytes;
}

std::string_view GltfDocument::viewBytes(size_t view, size_t& stride) {
    const json& facts = at("bufferViews", view);
    if (facts.contains("extensions") && facts["extensions"].contains("EXT_meshopt_compression"))
        return unpacked(view, facts["extensions"]["EXT_meshopt_compression"], stride);
    stride = wholeIn(facts, "byteStride", 0);
    const std::string_view buffer = bufferBytes(wholeIn(facts, "buffer"));
    const size_t offset = wholeIn(facts, "byteOffset", 0), size = wholeIn(facts, "byteLength");
    if (offset > buffer.size() || size > buffer.size() - offset)
        throw Refusal("is cut off: a part is longer than its buffer");
    return buffer.substr(offset, size);
}

GltfDocument::Elements GltfDocument::elements(const json& accessor, size_t components) {
    Elements found;
    found.count = wholeIn(accessor, "count");
    found.componentType = wholeIn(accessor, "componentType");
    if (componentsOf(accessor) != components)
        throw Refusal("is damaged: a list of numbers has another shape than its use asks");
    if (found.count > kMaxElements) throw Refusal("has a list of more numbers than may be read");
    const size_t tight = components * sizeOf(found.componentType);
    found.stride = tight;
    if (!accessor.contains("bufferView")) return found;
    size_t stride = 0;
    const std::string_view bytes = viewBytes(wholeIn(accessor, "bufferView"), stride);
    if (stride != 0) found.stride = stride;
    const size_t offset = wholeIn(accessor, "byteOffset", 0);
    const bool fits =
        found.count == 0 || (found.stride >= tight && offset <= bytes.size() && tight <= bytes.size() - offset &&
                             (found.count - 1) <= (bytes.size() - offset - tight) / found.stride);
    if (!fits) throw Refusal("is cut off: a list of numbers is longer than its buffer");
    if (found.count > 0) found.bytes = bytes.substr(offset);
    return found;
}

GltfDocument::Elements GltfDocument::elementsOf(const UnpackedList& list, size_t components) {
    const size_t stride = components * sizeOf(list.componentType);
    if (list.bytes.size() != list.count * stride)
        throw Refusal("is damaged: a list of numbers has another shape than its use asks");
    return {list.bytes, list.count, stride, list.componentType};
}

template <class Number, class Read>
std::vector<Number> GltfDocument::read(size_t accessor, size_t components, const Read& number) {
    const json& facts = at("accessors", accessor);
    const auto unpacked = unpackedLists_.find(accessor);
    const bool isUnpacked = unpacked != unpackedLists_.end();
    const Elements dense = isUnpacked ? elementsOf(unpacked->second, components) : elements(facts, components);
    const size_t size = sizeOf(dense.componentType);
    std::vector<Number> numbers(dense.count * components, Number{});
    const auto put = [&](const Elements& from, size_t element, size_t to) {
        const char* bytes = from.bytes.data() + element * from.stride;
        for (size_t c = 0; c < components; ++c)
            numbers[to * components + c] = number(bytes + c * size, from.componentType);
    };
    if (!dense.bytes.empty())
        for (size_t i = 0; i < dense.count; ++i) put(dense, i, i);
    if (isUnpacked || !facts.contains("sparse")) return numbers;
    const json& sparse = facts["sparse"];
    json where = sparse.at("indices"), what = sparse.at("values");
    where["type"] = "SCALAR";
    what["type"] = facts["type"];
    what["componentType"] = facts["componentType"];
    where["count"] = what["count"] = sparse.at("count");
    const Elements places = elements(where, 1), values = elements(what, components);
    if (places.count > 0 && (places.bytes.empty() || values.bytes.empty()))
        throw Refusal("is damaged: a sparse list lacks its values");
    for (size_t i = 0; i < places.count; ++i) {
        const std::uint32_t to = wholeAt(places.bytes.data() + i * places.stride, places.componentType);
        if (to >= dense.count) throw Refusal("is damaged: a sparse list changes what is not there");
        put(values, i, to);
    }
    return numbers;
}

std::vector<float> GltfDocument::numbers(size_t accessor, size_t components) {
    const bool share = at("accessors", accessor).value("normalized", false);
    return read<float>(accessor, components, [share](const char* bytes, size_t componentType) {
        return floatAt(bytes, componentType, share);
    });
}

std::vector<std::uint32_t> GltfDocument::wholeNumbers(size_t accessor, size_t components) {
    return read<std::uint32_t>(accessor, components, wholeAt);
}

bool GltfDocument::unpackDraco(const json& primitive) {
    unpackedLists_.clear();
    const auto extensions = primitive.find("extensions");
    if (extensions == primitive.end() || !extensions->contains("KHR_draco_mesh_compression")) return false;
    const json& attributes = primitive.at("attributes");
    if (at("accessors", wholeIn(attributes, "POSITION")).contains("bufferView"))
        return false;  // there unpacked as well
    const json &packing = (*extensions)["KHR_draco_mesh_compression"], &packed = packing.at("attributes");
    size_t stride = 0;
    const DracoMesh mesh(viewBytes(wholeIn(packing, "bufferView"), stride));
    if (mesh.vertices() > kMaxElements) throw Refusal("has a list of more numbers than may be read");
    for (const auto& [name, id] : packed.items()) {
        if (name != "POSITION" && !name.starts_with("JOINTS_") && !name.starts_with("WEIGHTS_")) continue;
        const size_t accessor = wholeIn(attributes, name.c_str());
        const json& facts = at("accessors", accessor);
        const size_t componentType = wholeIn(facts, "componentType");
        unpackedLists_[accessor] = {mesh.attribute(static_cast<std::uint32_t>(wholeIn(packed, name.c_str())),
                                                   componentType, componentsOf(facts)),
                                    mesh.vertices(), componentType};
    }
    unpackedLists_[wholeIn(primitive, "indices")] = {mesh.triangles(), mesh.corners(), kUnsignedInt};
    return true;
}

}  // namespace myochart::import_helper
