/* Some calls of MPI in the binary interface of MPI 5.0, made of MPICH's. Handles and constants are translated; what is none of the standard's is an error (MPI_ERR_ARG), so that a caller who hands
   over those of another interface fails. The numbers on the left are those of the standard's mpi.h (MPI 5.0, chapter 20), those on the right MPICH's. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define WRONG 12
#define CALL(name, ...) ((int (*)())find(name))(__VA_ARGS__)
#define TAKE(kind, handle) int kind; if (!translate_##kind((uintptr_t)(handle), &kind)) return WRONG

static void *find(const char *name)
{
    static void *library;
    if (!library) library = dlopen("libmpich.so.12", RTLD_NOW);
    void *call = library ? dlsym(library, name) : 0;
    if (!call) abort();
    return call;
}

/* Communicators that MPICH has made: any number above those that are reserved. */
static int translate_comm(uintptr_t handle, int *comm)
{
    *comm = handle == 0x101 ? 0x44000000 : handle > 0xfff ? (int)handle : 0;
    return *comm != 0;
}

static int translate_type(uintptr_t handle, int *type)
{
    *type = handle == 0x247 ? 0x4c00010d : handle == 0x210 ? 0x4c00040a : 0;
    return *type != 0;
}

static int translate_op(uintptr_t handle, int *op)
{
    *op = handle == 0x21 ? 0x58000003 : 0;
    return *op != 0;
}

static int translate_handler(uintptr_t handle, int *handler)
{
    *handler = handle == 0x143 ? 0x54000001 : 0;
    return *handler != 0;
}

static const void *buffer(const void *place) { return place == (void *)1 ? (void *)-1 : place; }

static int give(int code, int request, void **handle)
{
    *handle = (void *)(uintptr_t)(uint32_t)request;
    return code;
}

int MPI_Abi_get_version(int *major, int *minor) { *major = 1; *minor = 0; return 0; }

int MPI_Get_library_version(char *text, int *length)
{
    strcpy(text, "A test's library\nof two lines");
    *length = (int)strlen(text);
    return 0;
}

int MPI_Initialized(int *flag) { return CALL("MPI_Initialized", flag); }

int MPI_Init_thread(int *count, char ***arguments, int required, int *provided)
{
    if (required != 0 && required != 1024 && required != 2048 && required != 4096) return WRONG;
    int code = CALL("MPI_Init_thread", count, arguments, required == 0 ? 0 : required == 1024 ? 1 : required == 2048 ? 2 : 3, provided);
    *provided = *provided == 0 ? 0 : 512 << *provided;
    return code;
}

int MPI_Finalize(void) { return CALL("MPI_Finalize"); }

int MPI_Abort(void *world, int exit) { TAKE(comm, world); return CALL("MPI_Abort", comm, exit); }

int MPI_Error_string(int code, char *text, int *length) { return CALL("MPI_Error_string", code, text, length); }

int MPI_Comm_dup(void *old, void **copy)
{
    TAKE(comm, old);
    int made = 0;
    int code = CALL("MPI_Comm_dup", comm, &made);
    return give(code, made, copy);
}

int MPI_Comm_set_errhandler(void *ranks, void *errors) { TAKE(comm, ranks); TAKE(handler, errors); return CALL("MPI_Comm_set_errhandler", comm, handler); }

int MPI_Comm_rank(void *ranks, int *rank) { TAKE(comm, ranks); return CALL("MPI_Comm_rank", comm, rank); }

int MPI_Comm_size(void *ranks, int *size) { TAKE(comm, ranks); return CALL("MPI_Comm_size", comm, size); }

int MPI_Ibcast(void *values, int count, void *kind, int root, void *ranks, void **handle)
{
    TAKE(comm, ranks);
    TAKE(type, kind);
    int request = 0;
    int code = CALL("MPI_Ibcast", values, count, type, root, comm, &request);
    return give(code, request, handle);
}

int MPI_Iallgather(const void *own, int count, void *kind, void *all, int counts, void *kinds, void *ranks, void **handle)
{
    TAKE(comm, ranks);
    TAKE(type, kind);
    if (kind != kinds) return WRONG;
    int request = 0;
    int code = CALL("MPI_Iallgather", buffer(own), count, type, all, counts, type, comm, &request);
    return give(code, request, handle);
}

int MPI_Iallgatherv(const void *own, int count, void *kind, void *all, const int *counts, const int *offsets, void *kinds, void *ranks, void **handle)
{
    TAKE(comm, ranks);
    TAKE(type, kind);
    if (kind != kinds) return WRONG;
    int request = 0;
    int code = CALL("MPI_Iallgatherv", buffer(own), count, type, all, counts, offsets, type, comm, &request);
    return give(code, request, handle);
}

int MPI_Ialltoallv(const void *sent, const int *counts, const int *offsets, void *kind, void *received, const int *sizes, const int *places, void *kinds, void *ranks, void **handle)
{
    TAKE(comm, ranks);
    TAKE(type, kind);
    if (kind != kinds) return WRONG;
    int request = 0;
    int code = CALL("MPI_Ialltoallv", buffer(sent), counts, offsets, type, received, sizes, places, type, comm, &request);
    return give(code, request, handle);
}

int MPI_Iallreduce(const void *own, void *sum, int count, void *kind, void *operation, void *ranks, void **handle)
{
    TAKE(comm, ranks);
    TAKE(type, kind);
    TAKE(op, operation);
    int request = 0;
    int code = CALL("MPI_Iallreduce", buffer(own), sum, count, type, op, comm, &request);
    return give(code, request, handle);
}

int MPI_Test(void **handle, int *flag, void *status)
{
    if (status != 0 || *handle == (void *)0x180) return WRONG;
    int request = (int)(uintptr_t)*handle;
    int code = CALL("MPI_Test", &request, flag, (void *)1);
    if (*flag) *handle = (void *)0x180;
    return code;
}
