package hewn.cli.command;

import hewn.cli.bench.StageMemory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Planned beside measured memory of at least one stage, as a Markdown table and a sentence. */
record MemoryText(List<StageMemory> stages) {
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String toString() {
        return Stream.of(
                        Stream.of(
                                "| model | stage | layers | weights, MiB | activations, MiB | cuts, MiB"
                                        + " | planned, MiB | measured, MiB | planned less measured, MiB |",
                                "|---|---|---:|---:|---:|---:|---:|---:|---:|"),
                        stages.stream().map(MemoryText::row),
                        Stream.of("", summary()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String row(StageMemory stage) {
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %d | %.1f | %.1f | %.1f | %.0f | %.0f | %+.0f |",
                stage.model(),
                stage.stage() + 1,
                stage.stages(),
                stage.layers(),
                stage.weightBytes() / MEBIBYTE,
                stage.activationBytes() / MEBIBYTE,
                stage.cutBytes() / MEBIBYTE,
                stage.plannedBytes() / MEBIBYTE,
                stage.measuredBytes() / MEBIBYTE,
                stage.spareBytes() / MEBIBYTE);
    }

    private String summary() {
        long[] spare =
                stages.stream().mapToLong(StageMemory::spareBytes).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "Planned less measured, all %d stages: from %+.0f to %+.0f MiB, in the median %+.0f MiB.",
                spare.length,
                spare[0] / MEBIBYTE,
                spare[spare.length - 1] / MEBIBYTE,
                spare[spare.length / 2] / MEBIBYTE);
    }
}
