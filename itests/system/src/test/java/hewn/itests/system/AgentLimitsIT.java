package hewn.itests.system;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.Slice;
import hewn.itests.support.AgentProcess;
import hewn.itests.support.Eventually;
import hewn.tensor.TensorSpec;
import hewn.wire.CommandReply;
import hewn.wire.CommandReply.Refused;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceCommand.WarmStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentLimitsIT {
    private static final Path MODELS = Path.of(System.getProperty("hewn.root"), "itests", "models");
    private static final String CAMERA = "camera-1";

    @TempDir
    private Path folder;

    private Site site;
    private Artifacts artifacts;

    @BeforeEach
    void open() throws Exception {
        site = new Site(folder);
        artifacts = new Artifacts(folder.resolve("artifacts"));
    }

    @AfterEach
    void close() {
        artifacts.close();
        site.close();
    }

    private Slice whole(String model) throws Exception {
        return artifacts.cut(MODELS.resolve(model), 1).get(0);
    }

    private static LoadStage load(long generation, Slice slice) {
        List<String> outputs = slice.outputs().stream().map(TensorSpec::name).toList();
        String nowhere = "127.0.0.1:9";
        return new LoadStage(
                generation,
                0,
                slice.digest(),
                slice.inputs(),
                outputs,
                slice.bypass(),
                nowhere,
                nowhere,
                false,
                16L << 20);
    }

    @Test
    void aLoopWithoutEndIsRefusedAndTheAgentGoesOn() throws Exception {
        site.start(CAMERA, "--run-limit=2s");
        site.awaitOnline(CAMERA);
        Slice endless = whole("bad/endless-loop/1");
        site.done(CAMERA, artifacts.fetch(endless));
        site.done(CAMERA, load(1, endless));
        Refused refused = site.refused(CAMERA, new WarmStage(1, 0));
        assertThat(refused.code()).isEqualTo("RUN_LIMIT");
        Slice digits = whole("digits/1");
        site.done(CAMERA, artifacts.fetch(digits));
        site.done(CAMERA, load(2, digits));
        assertThat(((CommandReply.Done) site.done(CAMERA, new WarmStage(2, 0))).detail())
                .contains("took");
    }

    @Test
    void aSliceThatDoesNotFitIntoMemoryIsRefused() throws Exception {
        site.start(CAMERA, "--memory=1MiB");
        site.awaitOnline(CAMERA);
        Slice digits = whole("digits/1");
        site.done(CAMERA, artifacts.fetch(digits));
        Refused refused = site.refused(CAMERA, load(1, digits));
        assertThat(refused.code()).isEqualTo("MEMORY_EXCEEDED");
        assertThat(refused.message()).contains("1048576", "--memory");
    }

    @Test
    void aDownloadGoesOnAfterTheAgentWasKilled() throws Exception {
        AgentProcess agent = site.start(CAMERA);
        site.awaitOnline(CAMERA);
        Slice digits = whole("digits/1");
        artifacts.stall(true);
        CompletableFuture<CommandReply> never = CompletableFuture.supplyAsync(() -> command(digits));
        Path part =
                folder.resolve(CAMERA).resolve("sha256").resolve(digits.digest().hex() + ".part");
        Eventually.eventually("half a slice", () -> Files.exists(part) ? Files.size(part) : 0, size -> size > 0);
        agent.kill();
        site.awaitStatus(CAMERA, status -> !status.online());
        artifacts.stall(false);
        site.forget();
        site.start(CAMERA);
        site.awaitOnline(CAMERA);
        site.done(CAMERA, artifacts.fetch(digits));
        assertThat(artifacts.ranges()).startsWith(0).hasSizeGreaterThan(1);
        assertThat(artifacts.ranges().subList(1, artifacts.ranges().size())).allMatch(from -> from > 0);
        assertThat(never.get(60, TimeUnit.SECONDS)).isInstanceOf(CommandReply.class);
    }

    private CommandReply command(Slice slice) {
        try {
            return site.command(CAMERA, artifacts.fetch(slice));
        } catch (Exception killed) {
            // Whatever became of it: the agent was killed, and may have been asked again after its restart.
            return new Refused("KILLED", killed.toString());
        }
    }
}
