/* Hides features of an x86-64 processor from the program it is loaded into, so that libraries choose the code they would
 * choose on an older processor.
 *
 *   cc -shared -fPIC -O2 -o fewer_features.so fewer_features.c
 *   FEWER_FEATURES=2 LD_PRELOAD=./fewer_features.so python program.py
 *
 * Libraries ask the processor with the instruction CPUID. Linux can make it fault (man 2 arch_prctl, ARCH_SET_CPUID), if
 * the processor can (cpuid_fault in /proc/cpuinfo). The handler of that fault asks the processor itself, takes away the
 * features of the level in FEWER_FEATURES and goes on behind the instruction. The C library has asked before anything can
 * be loaded: what it chooses is set with GLIBC_TUNABLES instead.
 *
 * times_asked() says how often it answered: 0 means that nothing was hidden.
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { SET_CPUID = 0x1012 }; /* ARCH_SET_CPUID, which not every asm/prctl.h has */
enum { EAX, EBX, ECX, EDX };
enum { NO_VNNI = 1, NO_AVX512 = 2, NO_AVX2 = 3, NO_AVX = 4 };

/* A feature: the leaf and sub-leaf of CPUID that tell it, register and bit, and the level from which it is hidden. */
static const struct {
    unsigned leaf, sub_leaf;
    int where, bit, hidden_from;
} features[] = {
    {7, 0, ECX, 11, NO_VNNI},   /* AVX512_VNNI */
    {7, 0, EDX, 22, NO_VNNI},   /* AMX_BF16 */
    {7, 0, EDX, 24, NO_VNNI},   /* AMX_TILE */
    {7, 0, EDX, 25, NO_VNNI},   /* AMX_INT8 */
    {7, 1, EAX, 4, NO_VNNI},    /* AVX_VNNI */
    {7, 1, EAX, 5, NO_VNNI},    /* AVX512_BF16 */
    {7, 1, EAX, 21, NO_VNNI},   /* AMX_FP16 */
    {7, 1, EAX, 23, NO_VNNI},   /* AVX_IFMA */
    {7, 1, EDX, 4, NO_VNNI},    /* AVX_VNNI_INT8 */
    {7, 1, EDX, 5, NO_VNNI},    /* AVX_NE_CONVERT */
    {7, 1, EDX, 8, NO_VNNI},    /* AMX_COMPLEX */
    {7, 1, EDX, 10, NO_VNNI},   /* AVX_VNNI_INT16 */
    {7, 1, EDX, 19, NO_VNNI},   /* AVX10 */
    {7, 0, EBX, 16, NO_AVX512}, /* AVX512F */
    {7, 0, EBX, 17, NO_AVX512}, /* AVX512DQ */
    {7, 0, EBX, 21, NO_AVX512}, /* AVX512_IFMA */
    {7, 0, EBX, 26, NO_AVX512}, /* AVX512PF */
    {7, 0, EBX, 27, NO_AVX512}, /* AVX512ER */
    {7, 0, EBX, 28, NO_AVX512}, /* AVX512CD */
    {7, 0, EBX, 30, NO_AVX512}, /* AVX512BW */
    {7, 0, EBX, 31, NO_AVX512}, /* AVX512VL */
    {7, 0, ECX, 1, NO_AVX512},  /* AVX512_VBMI */
    {7, 0, ECX, 6, NO_AVX512},  /* AVX512_VBMI2 */
    {7, 0, ECX, 12, NO_AVX512}, /* AVX512_BITALG */
    {7, 0, ECX, 14, NO_AVX512}, /* AVX512_VPOPCNTDQ */
    {7, 0, EDX, 2, NO_AVX512},  /* AVX512_4VNNIW */
    {7, 0, EDX, 3, NO_AVX512},  /* AVX512_4FMAPS */
    {7, 0, EDX, 8, NO_AVX512},  /* AVX512_VP2INTERSECT */
    {7, 0, EDX, 23, NO_AVX512}, /* AVX512_FP16 */
    {7, 0, EBX, 5, NO_AVX2},    /* AVX2 */
    {1, 0, ECX, 12, NO_AVX2},   /* FMA */
    {7, 0, ECX, 9, NO_AVX},     /* VAES */
    {7, 0, ECX, 10, NO_AVX},    /* VPCLMULQDQ */
    {1, 0, ECX, 28, NO_AVX},    /* AVX */
    {1, 0, ECX, 29, NO_AVX},    /* F16C */
};

static int level;
static long asked;

long times_asked(void) { return asked; }

static long let_cpuid_pass(int on) { return syscall(SYS_arch_prctl, SET_CPUID, on); }

/* Leaf 1 has no sub-leaves: whatever stands in ECX, it is the same answer. */
static int tells(size_t at, unsigned leaf, unsigned sub_leaf)
{
    return features[at].leaf == leaf && (leaf == 1 || features[at].sub_leaf == sub_leaf);
}

static void answer(int signal_number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const unsigned char *instruction = (const unsigned char *)registers[REG_RIP];
    unsigned leaf = (unsigned)registers[REG_RAX], sub_leaf = (unsigned)registers[REG_RCX], told[4];

    /* Only a fault of the processor has this code, and then the instruction can be read. */
    if (info->si_code != SI_KERNEL || instruction[0] != 0x0f || instruction[1] != 0xa2) {
        signal(signal_number, SIG_DFL); /* a fault of the program's own: it meets it again */
        return;
    }
    let_cpuid_pass(1);
    __cpuid_count(leaf, sub_leaf, told[EAX], told[EBX], told[ECX], told[EDX]);
    let_cpuid_pass(0);
    for (size_t at = 0; at < sizeof features / sizeof *features; at++)
        if (tells(at, leaf, sub_leaf) && features[at].hidden_from <= level)
            told[features[at].where] &= ~(1u << features[at].bit);
    registers[REG_RAX] = told[EAX];
    registers[REG_RBX] = told[EBX];
    registers[REG_RCX] = told[ECX];
    registers[REG_RDX] = told[EDX];
    registers[REG_RIP] += 2;
    __atomic_add_fetch(&asked, 1, __ATOMIC_RELAXED);
}

__attribute__((constructor)) static void hide(void)
{
    const char *chosen = getenv("FEWER_FEATURES");
    struct sigaction handler = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER};

    level = chosen ? atoi(chosen) : 0;
    if (level && sigaction(SIGSEGV, &handler, NULL) == 0)
        let_cpuid_pass(0); /* where that is refused, times_asked() stays 0 */
}
