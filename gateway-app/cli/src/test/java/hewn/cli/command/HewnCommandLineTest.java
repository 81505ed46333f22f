package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.local.ModelTools;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HewnCommandLineTest {
    private final Terminal terminal = Terminal.withoutTools();

    @Test
    void helpsWhoAsks() {
        Terminal.Run help = terminal.run("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("demo", "check", "deploy", "Exit status:");
        assertThat(terminal.run("--version").status()).isZero();
    }

    @Test
    void explainsEveryCommandWithAnExampleAndEveryOption() {
        Map<String, CommandLine> commands =
                HewnCommandLine.of(ModelTools.ofDistribution()).getSubcommands();
        for (String name : new String[] {
            "demo",
            "check",
            "slice",
            "start",
            "deploy",
            "status",
            "models",
            "devices",
            "strategies",
            "promote",
            "rollback",
            "undeploy",
            "remove"
        }) {
            CommandSpec spec = commands.get(name).getCommandSpec();
            assertThat(spec.usageMessage().description()).as(name).isNotEmpty();
            assertThat(String.join("", spec.usageMessage().footer())).as(name).contains("hewn " + name);
            assertThat(spec.args()).as(name).allMatch(arg -> arg.description().length > 0);
        }
    }

    @Test
    void explainsEveryBenchmark() {
        CommandLine bench =
                HewnCommandLine.of(ModelTools.ofDistribution()).getSubcommands().get("bench");
        assertThat(bench.getSubcommands())
                .containsOnlyKeys("equality", "memory", "overhead", "placement", "predictions", "recovery");
        bench.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            assertThat(spec.usageMessage().description()).as(name).isNotEmpty();
            assertThat(String.join("", spec.usageMessage().footer())).as(name).contains("hewn bench " + name);
            assertThat(spec.args()).as(name).allMatch(arg -> arg.description().length > 0);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "statsu, status",
        "bench placment, placement",
        "deploy x --modl m, --model",
        "deploy x --model m --slcies 2, --slices"
    })
    void suggestsWhatWasMeant(String misspelt, String meant) {
        assertThat(terminal.run(misspelt.split(" ")).err())
                .contains("Did you mean")
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        deploy x --modle m                    | Unknown option: '--modle'
        deploy x --modle=m                    | Unknown option: '--modle'
        deploy x --model m --slcies 2         | Unknown option: '--slcies'
        deploy x --modle m --slcies 2         | Unknown options: '--modle', '--slcies'
        deploy x y --model m                  | Unmatched argument at index 2: 'y'
        """)
    void namesTheOptionThatIsMisspelt(String line, String message) {
        assertThat(terminal.run(line.split(" ")).err().lines().findFirst()).contains("hewn: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "deploy",
                "deploy x",
                "deploy x --model m --slices three",
                "check",
                "check x --slices 0",
                "slice x --slices 0 --out y",
                "demo --devices 0",
                "bench",
                "bench overhead",
                "bench overhead x --slices 1,0",
                "bench overhead x --slices one",
                "bench overhead x --batch 0",
                "bench overhead x --cores 0",
                "bench overhead x --calls 0",
                "bench overhead x --warm-up 0",
                "bench overhead no-such-folder",
                "bench equality no-such-folder",
                "bench placement no-such-setting",
                "start --http nowhere",
                "start --http 127.0.0.1:99999",
                "start --broker nowhere",
                "start --broker http://127.0.0.1:1883",
                "start --site not/a/site",
                "deploy --model not/a/name",
                "undeploy not/a/name",
                "remove m",
                "undeploy",
                "status --gateway :::"
            })
    void callsWrongUsageTwoAndSaysWhereHelpIs(String line) {
        Terminal.Run run = terminal.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("hewn: ");
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesThePortAndTheOptionWhereAPortIsInUse(@TempDir Path data) throws Exception {
        System.setProperty("hewn.home", data.toString());
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String address = "127.0.0.1:" + used.getLocalPort();
            Terminal.Run run = terminal.run("start", "--data", data.toString(), "--http", address);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains(address, "--http").doesNotContain("\tat ");
        } finally {
            System.clearProperty("hewn.home");
        }
    }

    @Test
    void namesTheCertificatesThatCannotBeRead(@TempDir Path data) {
        System.setProperty("hewn.home", data.toString());
        try {
            Terminal.Run run = terminal.run("start", "--data", data.toString(), "--mqtt-ca", "no-such-file");
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("'no-such-file'", "--mqtt-ca").doesNotContain("\tat ");
        } finally {
            System.clearProperty("hewn.home");
        }
    }

    @Test
    void showsWhereAnErrorComesFromOnRequestOnly() {
        String[] unreachable = {"status", "--gateway", "http://127.0.0.1:1", "--token", "t"};
        Terminal.Run plain = terminal.run(unreachable);
        assertThat(plain.status()).isEqualTo(1);
        assertThat(plain.err()).contains("no gateway answers at http://127.0.0.1:1", "hewn start");
        assertThat(plain.err()).doesNotContain("\tat ");
        assertThat(terminal.run("status", "--gateway", "http://127.0.0.1:1", "--token", "t", "--stacktrace")
                        .err())
                .contains("\tat hewn.cli");
    }
}
