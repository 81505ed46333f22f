package hewn.cli.command;

import hewn.bench.Settings;
import hewn.bench.report.Document;
import hewn.bench.report.Report;
import hewn.bench.run.Setting;
import hewn.cli.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hewn bench placement}: strategies compared on published settings. */
@Command(
        name = "placement",
        description = "Solves placement problems of published settings with several strategies, and prints Markdown"
                + " tables of how they compare.",
        footer = {"", "Examples:", "  hewn bench placement models", "  hewn bench placement --out docs/placement.md"})
final class PlacementBenchCommand implements Callable<Integer> {
    private final Map<String, Setting> settings;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SETTING",
            arity = "0..*",
            completionCandidates = Names.class,
            description = "Which settings: ${COMPLETION-CANDIDATES} (default: all).")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write each table into its section of this document, and pictures beside it, too.")
    private Optional<Path> out = Optional.empty();

    PlacementBenchCommand() {
        this.settings = Settings.all().stream().collect(Collectors.toMap(Setting::name, Function.identity()));
    }

    @Override
    public Integer call() throws IOException {
        Output output = Output.of(spec);
        output.note(chosen().stream()
                .map(setting -> setting.name() + " " + setting.effort())
                .collect(Collectors.joining(", ", "it takes: ", "; name settings to run these alone")));
        for (Setting setting : chosen()) {
            Report report = setting.report(step -> output.note(setting.name() + ": " + step));
            output.line(report.text());
            if (out.isPresent()) {
                write(setting, report, out.get());
            }
        }
        return ExitStatus.OK;
    }

    private static void write(Setting setting, Report report, Path document) throws IOException {
        Document.read(document).with(setting.name(), report.text()).write(document);
        report.writePictures(document.toAbsolutePath().getParent());
    }

    private List<Setting> chosen() {
        return names.isEmpty()
                ? Settings.all()
                : names.stream().map(this::setting).toList();
    }

    private Setting setting(String name) {
        return Optional.ofNullable(settings.get(name))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no setting is called '" + name + "', but there are "
                                + Settings.all().stream().map(Setting::name).collect(Collectors.joining(", "))));
    }

    /** For the help of the command. */
    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(Settings.all().stream().map(Setting::name).toList());
        }
    }
}
