package hewn.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.program.FolderLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTest {
    private static final Address ANY = new Address("127.0.0.1", 0);

    @TempDir
    private Path folder;

    @Test
    void readsAddresses() {
        assertThat(Address.parse("0.0.0.0:80")).isEqualTo(new Address("0.0.0.0", 80));
        assertThat(Address.parse("8080")).isEqualTo(new Address("127.0.0.1", 8080));
        assertThat(Address.parse("[::1]:80").url()).isEqualTo("http://[::1]:80");
        assertThat(Address.parse("0.0.0.0:80").url()).isEqualTo("http://127.0.0.1:80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "host:", ":80", "host:port", "host:-1", "host:65536"})
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse(text))
                .withMessageContaining("HOST:PORT");
    }

    @Test
    void makesItsFoldersForTheOwnerAlone() throws Exception {
        GatewaySettings prepared = new FelixLauncher(new Home(folder)).prepare(settings(Optional.empty(), ANY));
        assertThat(Files.getPosixFilePermissions(prepared.data())).hasSize(3);
        assertThat(prepared.http().port()).isPositive();
    }

    @Test
    void makesAFolderOfStrategiesWithThoseThatAreShipped() throws Exception {
        Path shipped = Files.createDirectories(folder.resolve("load"));
        Files.writeString(shipped.resolve("greedy.jar"), "greedy");
        Path own = folder.resolve("site/load");
        assertThat(LoadFolder.prepare(own, shipped).resolve("greedy.jar")).hasContent("greedy");
        Files.delete(own.resolve("greedy.jar"));
        assertThat(LoadFolder.prepare(own, shipped)).isEmptyDirectory();
    }

    @Test
    void leavesNothingOfALoadFolderThatCanNotBeMade() throws Exception {
        Path shipped = Files.createDirectories(folder.resolve("load"));
        Files.writeString(shipped.resolve("greedy.jar"), "greedy");
        Files.createSymbolicLink(shipped.resolve("lost.jar"), folder.resolve("nowhere"));
        Path site = folder.resolve("site");
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> LoadFolder.prepare(site.resolve("load"), shipped))
                .withMessageContaining("load");
        assertThat(site).isEmptyDirectory();
    }

    @Test
    void letsOneGatewayAtATimeUseAFolder() throws Exception {
        FolderLock lock = DataFolder.lock(folder);
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> DataFolder.lock(folder))
                .withMessageContaining("another gateway");
        lock.close();
        DataFolder.lock(folder).close();
    }

    @Test
    void doesNotNeedAPortForTheBrokerOfOthers() throws Exception {
        GatewaySettings prepared = new FelixLauncher(new Home(folder))
                .prepare(settings(Optional.of("mqtt://b:1"), new Address("::bad", 1)));
        assertThat(prepared.properties())
                .containsEntry("hewn.broker", "mqtt://b:1")
                .containsEntry("hewn.mqtt.user", "hewn")
                .containsEntry("hewn.mqtt.authorities", "/ca.crt");
        assertThat(prepared.brokerUri()).isEqualTo("mqtt://b:1");
    }

    @Test
    void advertisesAnAddressThatOthersCanReach() throws Exception {
        GatewaySettings prepared =
                new FelixLauncher(new Home(folder)).prepare(settings(Optional.empty(), new Address("0.0.0.0", 0)));
        assertThat(prepared.advertised()).isEqualTo(OwnHost.find());
        assertThat(prepared.brokerUri()).doesNotContain(OwnHost.find().isPresent() ? "0.0.0.0" : "nothing");
    }

    @Test
    void takesModelsFromAFolderOfItsDataUnlessToldOtherwise() throws Exception {
        assertThat(prepared(Optional.empty()).properties())
                .containsEntry(
                        "hewn.model.folder",
                        folder.toRealPath().resolve("data/model-folder").toString());
        assertThat(prepared(Optional.of(folder.resolve("mounted/later"))).properties())
                .containsEntry(
                        "hewn.model.folder", folder.resolve("mounted/later").toString());
        assertThat(folder.resolve("mounted")).doesNotExist();
    }

    @Test
    void takesNoModelsFromWhereItKeepsThemItself() {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> prepared(Optional.of(folder.toRealPath().resolve("data/models"))))
                .withMessageContaining("the gateway itself keeps them");
    }

    @Test
    void takesNoFileForAFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("model.zip"));
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> prepared(Optional.of(file)))
                .withMessageContaining("'" + file + "': it is a file, and no folder")
                .extracting(CliException::remedy)
                .asString()
                .startsWith("Give --models DIR a folder of NAME/VERSION/");
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> DataFolder.prepare(file, "--load"))
                .extracting(CliException::remedy)
                .isEqualTo("Choose a folder with --load DIR.");
    }

    private GatewaySettings prepared(Optional<Path> models) throws CliException {
        return new FelixLauncher(new Home(folder)).prepare(settings(Optional.empty(), ANY, models));
    }

    private GatewaySettings settings(Optional<String> broker, Address mqtt) {
        return settings(broker, mqtt, Optional.empty());
    }

    private GatewaySettings settings(Optional<String> broker, Address mqtt, Optional<Path> models) {
        return new GatewaySettings(
                folder.resolve("data"),
                folder.resolve("load"),
                models,
                "lab",
                ANY,
                mqtt,
                ANY,
                broker,
                broker.map(other -> "hewn"),
                broker.map(other -> Path.of("/ca.crt")),
                Optional.empty());
    }
}
