package hewn.cli.command;

import hewn.cli.local.CheckReport;
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
        Table table = new Table("LAYER", "NAME", "KIND", "WORK", "WEIGHTS", "ACTIVATIONS", "CUT BEHIND", "HANDED ON");
        int last = report.layers().size();
        report.layers()
                .forEach(layer -> table.row(
                        layer.index(),
                        layer.name(),
                        layer.kind(),
                        Quantity.flops(layer.flops()),
                        Quantity.bytes(layer.weightBytes()),
                        Quantity.bytes(layer.activationBytes()),
                        layer.cut() == last ? "(end)" : layer.cut(),
                        Quantity.bytes(layer.cutBytes())
                                + (layer.cutTensors() == 1 ? "" : " in " + layer.cutTensors() + " tensors")));
        return table + System.lineSeparator() + "together " + Quantity.flops(report.flops()) + ", "
                + Quantity.bytes(report.weightBytes()) + " of weights; all figures for one sample";
    }

    private String slicings() {
        Table table = new Table("SLICES", "SLICE", "LAYERS", "MEMORY", "FILE", "DIFFERENCE");
        for (SlicingReport slicing : report.slicings()) {
            for (int i = 0; i < slicing.parts().size(); i++) {
                SliceReport slice = slicing.parts().get(i);
                table.row(
                        i == 0 ? slicing.slices() : "",
                        i,
                        slice.firstLayer() + ".." + slice.lastLayer(),
                        Quantity.bytes(slice.memoryBytes()),
                        Quantity.bytes(slice.sizeBytes()),
                        i == 0 ? String.format(Locale.ROOT, "%.2g", slicing.difference()) : "");
            }
        }
        return table + System.lineSeparator() + "difference: the largest to the whole model's answer"
                + (report.tolerance() == 0 ? "; 0 is asked for" : "; " + report.tolerance() + " is allowed");
    }

    private String refusal(RefusalReport refusal) {
        return "REFUSED " + report.model() + System.lineSeparator() + "  " + refusal.reason() + System.lineSeparator()
                + "  " + refusal.remedy();
    }

    private String approval() {
        return "OK " + report.model() + " would be served: its slices answer as the whole model"
                + (report.tolerance() == 0 ? ", bit for bit" : ", within " + report.tolerance());
    }
}
