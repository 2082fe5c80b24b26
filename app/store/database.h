#pragma once
#include <array>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/files.h"
#include "core/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace myochart::store {

/// How a fault travels inside this folder; the Record's functions turn it into a Result.
class Fault : public std::exception {
  public:
    explicit Fault(Error error) : error_(std::move(error)) {}
    const Error& error() const { return error_; }
    const char* what() const noexcept override { return error_.message.c_str(); }

  private:
    Error error_;
};

/// The 16 bytes of a UUID, as rows are keyed.
using Key = std::array<std::byte, 16>;
Key keyOf(const std::string& uuid);  ///< `uuid` must satisfy isUuid()
std::string uuidOf(std::span<const std::byte> key);

/// One SQLite connection. Functions throw Fault. One thread at a time.
class Database {
  public:
    enum class Use {
        write,
        read,  ///< the file alone, without its -wal, as it is; nobody may be writing it
        make,  ///< a copy that nobody else knows of yet: without SQLite's locks, which not every drive has
    };
    /// Opens an existing file; symbolic links are not followed.
    explicit Database(const Path& file, Use use = Use::write);
    Database() : Database(Path(":memory:")) {}
    /// A copy of another one in memory, which goes by its name in messages.
    static std::unique_ptr<Database> inMemory(Database& from);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    sqlite3* handle() const { return handle_; }
    const Path& file() const { return file_; }
    /// Runs statements without parameters or results.
    void run(const char* sql);
    void run(const std::string& sql) { run(sql.c_str()); }
    /// The first column of the first row as text; empty when there is no row.
    std::string ask(const char* sql);
    std::int64_t askNumber(const char* sql);
    bool inTransaction() const;
    int changedRows() const;
    /// The Error for a SQLite result code: what it means for the user, naming the file.
    Error errorFor(int code) const;

  private:
    sqlite3* handle_ = nullptr;
    Path file_;
};

/// A prepared statement, bound, stepped and made ready again by Use.
class Statement {
  public:
    Statement(Database& database, const char* sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    /// One run of a statement; resets it at the end.
    class Use {
      public:
        explicit Use(Statement& statement) : statement_(statement) {}
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        ~Use();

        /// Bytes and texts are not copied: they live until the run is over.
        Use& bind(std::int64_t value);
        Use& bind(std::span<const std::byte> bytes);
        Use& bind(std::string_view text);
        bool row();   ///< steps; true while there is a row
        void done();  ///< steps a statement without rows
        std::int64_t number(int column) const;                ///< refused when it is not an integer
        std::span<const std::byte> bytes(int column) const;   ///< valid until the next step
        std::string_view text(int column) const;              ///< valid until the next step
        /// What bytes() and text() do not ask: searching never finds a key that is kept as the other.
        bool isBytes(int column) const;
        bool isText(int column) const;

      private:
        Statement& statement_;
        int next_ = 1;
    };

  private:
    friend class Use;
    Database& database_;
    sqlite3_stmt* handle_ = nullptr;
};

}  // namespace myochart::store
