package hewn.cli.command;

import hewn.cli.local.CheckReport;
import hewn.cli.local.CheckReport.LayerReport;
import hewn.cli.local.CheckReport.RefusalReport;
import hewn.cli.local.CheckReport.SignatureReport;
import hewn.cli.local.CheckReport.SliceReport;
import hewn.cli.local.CheckReport.SlicingReport;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report of a check, for people. */
record CheckText(CheckReport report) {
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (report.signature().isPresent()) {
            parts.add(signatures());
            parts.add(layers());
        }
        if (!report.slicings().isEmpty()) {
            parts.add(slicings());
        }
        parts.add(report.refusal().map(this::refusal).orElseGet(this::approval));
        return String.join(System.lineSeparator() + System.lineSeparator(), parts);
    }

    private String signatures() {
        return report.signatures().stream().map(this::signature).collect(Collectors.joining(System.lineSeparator()));
    }

    private String signature(SignatureReport signature) {
        boolean checked = report.signature().filter(signature.name()::equals).isPresent();
        return "signature " + signature.name() + (checked ? " (checked)" : "")
                + lines("  in   ", signature.inputs())
                + lines("  out  ", signature.outputs());
    }

    private static String lines(String prefix, List<String> lines) {
        return lines.stream()
                .map(line -> System.lineSeparator() + prefix + line)
                .collect(Collectors.joining());
    }

    private String layers() {
        int last = report.layers().size();
        Table<LayerReport> table = Table.of(report.layers())
                .figures("LAYER", LayerReport::index)
                .words("NAME", LayerReport::name)
                .words("KIND", LayerReport::kind)
                .figures("WORK", layer -> Quantity.flops(layer.flops()))
                .figures("WEIGHTS", layer -> Quantity.bytes(layer.weightBytes()))
                .figures("ACTIVATIONS", layer -> Quantity.bytes(layer.activationBytes()))
                .figures("CUT BEHIND", layer -> layer.cut() == last ? "(end)" : layer.cut())
                .figures("HANDED ON", CheckText::handedOn);
        return table + System.lineSeparator() + "together " + Quantity.flops(report.flops()) + ", "
                + Quantity.bytes(report.weightBytes()) + " of weights; all figures for one sample";
    }

    private static String handedOn(LayerReport layer) {
        return Quantity.bytes(layer.cutBytes())
                + (layer.cutTensors() == 1 ? "" : " in " + layer.cutTensors() + " tensors");
    }

    private String slicings() {
        Table<SliceRow> table = Table.of(rows())
                .figures("SLICES", row -> row.isFirst() ? row.slicing().slices() : "")
                .figures("SLICE", SliceRow::index)
                .figures(
                        "LAYERS",
                        row -> row.slice().firstLayer() + ".." + row.slice().lastLayer())
                .figures("MEMORY", row -> Quantity.bytes(row.slice().memoryBytes()))
                .figures("FILE", row -> Quantity.bytes(row.slice().sizeBytes()))
                .figures("DIFFERENCE", row -> row.isFirst() ? row.difference() : "");
        return table + System.lineSeparator() + "difference: the largest to the whole model's answer"
                + (report.tolerance() == 0 ? "; 0 is asked for" : "; " + report.tolerance() + " is allowed");
    }

    private List<SliceRow> rows() {
        return report.slicings().stream()
                .flatMap(slicing ->
                        IntStream.range(0, slicing.parts().size()).mapToObj(index -> new SliceRow(slicing, index)))
                .toList();
    }

    private String refusal(RefusalReport refusal) {
        return "REFUSED " + report.model() + System.lineSeparator() + "  " + refusal.reason() + System.lineSeparator()
                + "  " + refusal.remedy();
    }

    private String approval() {
        return "OK " + report.model() + " would be served: its slices answer as the whole model"
                + (report.tolerance() == 0 ? ", bit for bit" : ", within " + report.tolerance());
    }

    /** What the slicing is, only its first row tells. */
    private record SliceRow(SlicingReport slicing, int index) {
        boolean isFirst() {
            return index == 0;
        }

        SliceReport slice() {
            return slicing.parts().get(index);
        }

        String difference() {
            return String.format(Locale.ROOT, "%.2g", slicing.difference());
        }
    }
}
