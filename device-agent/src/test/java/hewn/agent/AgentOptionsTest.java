package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hewn.fleet.DeviceId;
import hewn.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

final class AgentOptionsTest {
    private static AgentSettings settings(String... more) throws StartException {
        List<String> arguments = new ArrayList<>(List.of("--broker", "mqtt://127.0.0.1:1883", "--id", "camera-1"));
        arguments.addAll(List.of(more));
        AgentOptions options = new AgentOptions();
        Program.commandLine(options).parseArgs(arguments.toArray(String[]::new));
        return options.settings();
    }

    @Test
    void twoOptionsAreEnough() throws Exception {
        AgentSettings settings = settings();
        assertThat(settings.id()).isEqualTo(new DeviceId("camera-1"));
        assertThat(settings.topics()).isEqualTo(new Topics("default"));
        assertThat(settings.data()).isEqualTo(Path.of("data/agents/camera-1").toAbsolutePath());
        assertThat(settings.metricsInterval()).hasSeconds(3);
        assertThat(settings.network().broker()).hasToString("mqtt://127.0.0.1:1883");
        assertThat(settings.network().listen()).isEqualTo(new ListenAddress("127.0.0.1", 0));
        assertThat(settings.network().credentials()).isEmpty();
        assertThat(settings.compute().cores()).isPositive();
        assertThat(settings.compute().memoryBytes()).isGreaterThan(1L << 28);
        assertThat(settings.compute().type()).matches(".+, \\d+ cores?");
    }

    @Test
    void everyOptionCounts(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        AgentSettings settings = settings(
                "--site=hall-3",
                "--data=" + folder,
                "--memory=512MiB",
                "--listen=0.0.0.0:7000",
                "--advertise=camera-1.local",
                "--cores=2",
                "--compute=3",
                "--queue=5",
                "--run-limit=2m",
                "--memory-factor=1.5",
                "--metrics=0.5s",
                "--type=Pi",
                "--user=camera",
                "--password-file=" + password);
        assertThat(settings.topics().site()).isEqualTo("hall-3");
        assertThat(settings.data()).isEqualTo(folder);
        assertThat(settings.network().listen()).isEqualTo(new ListenAddress("0.0.0.0", 7000));
        assertThat(settings.network().advertised()).contains("camera-1.local");
        assertThat(settings.network().credentials().orElseThrow().password()).isEqualTo("secret");
        assertThat(settings.compute())
                .isEqualTo(new AgentSettings.Compute("Pi", 2, 512L << 20, 1.5, 3, 5, Duration.ofMinutes(2)));
        assertThat(settings.compute().plannableBytes()).isEqualTo((512L << 20) * 2 / 3);
        assertThat(settings.metricsInterval()).hasMillis(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --broker=1.2.3.4:1883  | --broker | mqtt://HOST:PORT
        --broker=http://host   | --broker | 'http://host'
        --broker=mqtt://host/a | --broker | 'mqtt://host/a'
        --id=a/b               | --id     | 'a/b'
        --site=+               | --site   | '+'
        --memory=lots          | --memory | 512MiB
        --memory=0             | --memory | positive
        --memory=5parsecs      | --memory | '5parsecs'
        --listen=a:99999       | --listen | 65535
        --listen=a b           | --listen | HOST:PORT
        --metrics=often        | --metrics | 3s
        --cores=many           | --cores  | 'many'
        """)
    void anOptionThatCannotBeReadIsNamed(String argument, String option, String words) {
        AgentOptions options = new AgentOptions();
        assertThatThrownBy(() -> Program.commandLine(options).parseArgs(argument))
                .isInstanceOf(ParameterException.class)
                .hasMessageContainingAll(option, words.replaceAll("^'|'$", ""))
                .hasMessageNotContaining("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "--brokr mqtt://h --id a, --brokr, --broker",
        "--broker mqtt://h --id a --memroy=1GB, --memroy, --memory or --memory-factor or --metrics"
    })
    void anOptionThatIsMisspeltIsNamedAndTheNearOneSuggested(String line, String option, String meant) {
        CommandLine command = Program.commandLine(new AgentOptions());
        ParameterException wrong =
                catchThrowableOfType(ParameterException.class, () -> command.parseArgs(line.split(" ")));
        assertThat(Misspelling.explain(wrong))
                .isEqualTo("Unknown option: '" + option + "'. Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "--cores=0, cores=0",
        "--metrics=0s, metrics",
        "--user=me, --password-file",
        "--run-limit=0s, limit",
        "--id=gateway, 'gateway'"
    })
    void figuresThatCannotBeMeantAreNamed(String argument, String words) {
        assertThatThrownBy(() -> {
                    if (argument.startsWith("--id")) {
                        AgentOptions options = new AgentOptions();
                        Program.commandLine(options).parseArgs("--broker=mqtt://h", argument);
                        options.settings();
                    } else {
                        settings(argument);
                    }
                })
                .isInstanceOf(StartException.class)
                .hasMessageContaining(words.replace("'", ""));
    }

    @Test
    void aPasswordThatCannotBeReadIsNamed(@TempDir Path folder) {
        for (Path unreadable : List.of(folder, folder.resolve("none"))) {
            assertThatThrownBy(() -> settings("--user=me", "--password-file=" + unreadable))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("can't read the password")
                    .hasMessageContaining("--password-file")
                    .hasMessageNotContaining("Exception");
        }
        assertThatThrownBy(() -> settings("--user=me", "--password-file=" + folder.resolve("none")))
                .hasMessageContaining("there is no file '" + folder.resolve("none") + "'");
    }

    @ParameterizedTest
    @CsvSource({"512MiB, 536870912", "1.5GB, 1500000000", "7, 7", "2 GiB, 2147483648", "64kB, 64000", "3B, 3"})
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @Test
    void addressesHaveAPortOrNone() {
        assertThat(ListenAddress.parse("[::1]:80")).isEqualTo(new ListenAddress("[::1]", 80));
        assertThat(ListenAddress.parse("host")).isEqualTo(new ListenAddress("host", 0));
    }
}
