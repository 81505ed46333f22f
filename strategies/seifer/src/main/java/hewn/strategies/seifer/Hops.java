package hewn.strategies.seifer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hops between stages, in classes by what they hand on: the range of their bytes in equal parts.
 *
 * @param bytes of the hop out of each stage but the last
 * @param classes how many classes there are
 */
record Hops(List<Long> bytes, int classes) {
    /** Consecutive hops of one class: those out of the stages from {@code first} to {@code last}. */
    record Run(int first, int last, int transferClass) {
        int length() {
            return last - first + 1;
        }
    }

    /** The longest possible runs; those of the most bytes come first and, in a class, the longest. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int hop = 1; hop <= bytes.size(); hop++) {
            if (hop == bytes.size() || transferClass(hop) != transferClass(first)) {
                runs.add(new Run(first, hop - 1, transferClass(first)));
                first = hop;
            }
        }
        runs.sort(Comparator.comparingInt(Run::transferClass)
                .thenComparingInt(Run::length)
                .reversed());
        return runs;
    }

    private int transferClass(int hop) {
        long least = bytes.stream().mapToLong(Long::longValue).min().orElse(0);
        long most = bytes.stream().mapToLong(Long::longValue).max().orElse(0);
        double part = most == least ? 1 : (double) (bytes.get(hop) - least) / (most - least);
        return Math.min(classes - 1, (int) (part * classes));
    }

    /** Of some hops, the one with the most bytes. */
    int largest(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .boxed()
                .max(Comparator.comparingLong(bytes::get))
                .orElse(first);
    }
}
