#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"

namespace myochart::ui {

enum class TreeOrder { region, layer };

/// The structures of a body in groups, which of them are unfolded, and the rows that this leaves to see.
class StructureTree {
  public:
    struct Group {
        std::string title;
        std::optional<anatomy::Layer> layer;    ///< of TreeOrder::layer
        std::vector<std::uint32_t> structures;  ///< by title, left before right
        std::vector<std::string> titles;        ///< of the structures; parts of one muscle by their own names
    };
    struct Row {
        size_t group = 0;
        std::optional<std::uint32_t> structure;  ///< nothing: the group's own row
        std::string title;
    };

    /// Groups anew when the body, the order or the language is another one; all folded then.
    void update(const std::shared_ptr<const body::Body>& body, const anatomy::Catalogue& catalogue, TreeOrder order);
    const std::vector<Group>& groups() const { return groups_; }
    const std::vector<Row>& rows() const { return rows_; }
    bool isOpen(size_t group) const { return open_.contains(group); }
    void setOpen(size_t group, bool open);
    /// Unfolds the structure's group; the row it stands in.
    std::optional<size_t> reveal(std::uint32_t structure);

  private:
    void collectRows();

    std::shared_ptr<const body::Body> body_;
    TreeOrder order_ = TreeOrder::region;
    std::string language_;  ///< of the titles
    std::vector<Group> groups_;
    std::set<size_t> open_;
    std::vector<Row> rows_;
};

}  // namespace myochart::ui
