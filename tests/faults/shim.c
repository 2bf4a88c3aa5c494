/* Stands between a process and the C library (LD_PRELOAD), counts calls on files below one folder and on sockets, and
 * lets the k-th of a kind fail, be torn in half, or be the process's last. Armed from Python by `arm`. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, SEND = 4, RECEIVE = 8, READ = 16, OPEN = 32, NAME = 64 };
enum { FAIL = 0, KILL = 1, TEAR = 2 };

static int armed_kinds, armed_action, armed_errno, armed_for_good;
static long armed_at, own_count, *counted = &own_count;
static char armed_below[PATH_MAX];

/* The count is kept in the file `count`, which outlives a process that is killed. */
void arm(int kinds, long at, int action, int error, int for_good, const char *below, const char *count)
{
    int file = open(count, O_RDWR | O_CREAT, 0600);
    if (file < 0 || ftruncate(file, sizeof *counted) < 0) abort();
    counted = mmap(NULL, sizeof *counted, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (counted == MAP_FAILED) abort();
    close(file);
    armed_at = at, armed_action = action, armed_errno = error, armed_for_good = for_good;
    snprintf(armed_below, sizeof armed_below, "%s", below);
    armed_kinds = kinds;
}

static int is_below(const char *path)
{
    return path != NULL && strncmp(path, armed_below, strlen(armed_below)) == 0;
}

static int is_file(int fd)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

static int is_socket(int fd)
{
    struct stat found;
    return fstat(fd, &found) == 0 && S_ISSOCK(found.st_mode);
}

/* Whether this call is the one: 0 goes on, 1 fails with errno set, 2 is to be torn. Does not return from a kill. */
static int struck(int kind)
{
    if (!(armed_kinds & kind)) return 0;
    long number = __atomic_add_fetch(counted, 1, __ATOMIC_SEQ_CST);
    if (armed_at <= 0 || number < armed_at || (number > armed_at && !armed_for_good)) return 0;
    if (armed_action == TEAR) return 2;
    if (armed_action == KILL) {
        kill(getpid(), SIGKILL);
        pause();
    }
    errno = armed_errno;
    return 1;
}

static void die(void) { kill(getpid(), SIGKILL); pause(); }

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int kind_of_write(int fd) { return !armed_kinds ? 0 : is_file(fd) ? WRITE : is_socket(fd) ? SEND : 0; }
static int kind_of_read(int fd) { return !armed_kinds ? 0 : is_file(fd) ? READ : is_socket(fd) ? RECEIVE : 0; }

ssize_t write(int fd, const void *data, size_t size)
{
    REAL(ssize_t, write, int, const void *, size_t);
    int kind = kind_of_write(fd), hit = kind ? struck(kind) : 0;
    if (hit == 2) { real(fd, data, size / 2); die(); }
    return hit ? -1 : real(fd, data, size);
}

#define PWRITE(name) \
ssize_t name(int fd, const void *data, size_t size, off_t at) \
{ \
    REAL(ssize_t, name, int, const void *, size_t, off_t); \
    int kind = kind_of_write(fd), hit = kind ? struck(kind) : 0; \
    if (hit == 2) { real(fd, data, size / 2, at); die(); } \
    return hit ? -1 : real(fd, data, size, at); \
}
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    REAL(ssize_t, writev, int, const struct iovec *, int);
    int kind = kind_of_write(fd), hit = kind ? struck(kind) : 0;
    if (hit == 2) { real(fd, parts, 1); die(); }
    return hit ? -1 : real(fd, parts, count);
}

#define TRUNCATE(name) \
int name(int fd, off_t size) \
{ \
    REAL(int, name, int, off_t); \
    int hit = kind_of_write(fd) == WRITE ? struck(WRITE) : 0; \
    if (hit == 2) die(); \
    return hit ? -1 : real(fd, size); \
}
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define FLUSH(name) \
int name(int fd) \
{ \
    REAL(int, name, int); \
    int hit = armed_kinds && is_file(fd) ? struck(SYNC) : 0; \
    if (hit == 2) die(); \
    return hit ? -1 : real(fd); \
}
FLUSH(fsync)
FLUSH(fdatasync)

ssize_t send(int fd, const void *data, size_t size, int flags)
{
    REAL(ssize_t, send, int, const void *, size_t, int);
    int hit = armed_kinds ? struck(SEND) : 0;
    if (hit == 2) { real(fd, data, size / 2, flags); die(); }
    return hit ? -1 : real(fd, data, size, flags);
}

ssize_t sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *to, socklen_t length)
{
    REAL(ssize_t, sendto, int, const void *, size_t, int, const struct sockaddr *, socklen_t);
    int hit = armed_kinds ? struck(SEND) : 0;
    if (hit == 2) { real(fd, data, size / 2, flags, to, length); die(); }
    return hit ? -1 : real(fd, data, size, flags, to, length);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    REAL(ssize_t, sendmsg, int, const struct msghdr *, int);
    int hit = armed_kinds ? struck(SEND) : 0;
    if (hit == 2) die();
    return hit ? -1 : real(fd, message, flags);
}

ssize_t recv(int fd, void *data, size_t size, int flags)
{
    REAL(ssize_t, recv, int, void *, size_t, int);
    int hit = armed_kinds ? struck(RECEIVE) : 0;
    if (hit == 2) { real(fd, data, size / 2, flags); die(); }
    return hit ? -1 : real(fd, data, size, flags);
}

ssize_t recvfrom(int fd, void *data, size_t size, int flags, struct sockaddr *from, socklen_t *length)
{
    REAL(ssize_t, recvfrom, int, void *, size_t, int, struct sockaddr *, socklen_t *);
    int hit = armed_kinds ? struck(RECEIVE) : 0;
    if (hit == 2) die();
    return hit ? -1 : real(fd, data, size, flags, from, length);
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
    REAL(ssize_t, recvmsg, int, struct msghdr *, int);
    int hit = armed_kinds ? struck(RECEIVE) : 0;
    if (hit == 2) die();
    return hit ? -1 : real(fd, message, flags);
}

ssize_t read(int fd, void *data, size_t size)
{
    REAL(ssize_t, read, int, void *, size_t);
    int kind = kind_of_read(fd), hit = kind ? struck(kind) : 0;
    if (hit == 2) die();
    return hit ? -1 : real(fd, data, size);
}

#define PREAD(name) \
ssize_t name(int fd, void *data, size_t size, off_t at) \
{ \
    REAL(ssize_t, name, int, void *, size_t, off_t); \
    int kind = kind_of_read(fd), hit = kind ? struck(kind) : 0; \
    if (hit == 2) die(); \
    return hit ? -1 : real(fd, data, size, at); \
}
PREAD(pread)
PREAD(pread64)

#define OPENING(name) \
int name(const char *path, int flags, ...) \
{ \
    REAL(int, name, const char *, int, ...); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    int hit = armed_kinds && is_below(path) ? struck(OPEN) : 0; \
    if (hit == 2) die(); \
    return hit ? -1 : real(path, flags, mode); \
}
OPENING(open)
OPENING(open64)

int unlink(const char *path)
{
    REAL(int, unlink, const char *);
    int hit = armed_kinds && is_below(path) ? struck(NAME) : 0;
    if (hit == 2) die();
    return hit ? -1 : real(path);
}

int rename(const char *from, const char *to)
{
    REAL(int, rename, const char *, const char *);
    int hit = armed_kinds && is_below(to) ? struck(NAME) : 0;
    if (hit == 2) die();
    return hit ? -1 : real(from, to);
}
