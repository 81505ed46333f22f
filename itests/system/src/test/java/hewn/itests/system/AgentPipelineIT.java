package hewn.itests.system;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.Difference;
import hewn.inference.Slice;
import hewn.itests.support.AgentProcess;
import hewn.link.stream.NettyTransport;
import hewn.link.stream.StreamOptions;
import hewn.tensor.TensorSpec;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceCommand.PruneSlices;
import hewn.wire.DeviceCommand.UnloadGeneration;
import hewn.wire.DeviceCommand.WarmStage;
import hewn.wire.DeviceMetrics;
import hewn.wire.Frame;
import hewn.wire.Frame.Passed;
import hewn.wire.FrameSender;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentPipelineIT {
    private static final Path DIGITS = Path.of(System.getProperty("hewn.root"), "itests", "models", "digits");
    private static final List<String> CAMERAS = List.of("camera-1", "camera-2", "camera-3");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
    private final NettyTransport transport = new NettyTransport(StreamOptions.DEFAULT);
    private Site site;
    private Artifacts artifacts;
    private TensorEndpoint endpoint;
    private FrameSender first;
    private RecordedCall call;
    private List<Slice> slices;

    @BeforeEach
    void deploy() throws Exception {
        site = new Site(folder);
        artifacts = new Artifacts(folder.resolve("artifacts"));
        endpoint = transport.listen("127.0.0.1", 0, (frame, nanos) -> {
            answers.add(frame);
            return CompletableFuture.completedStage(null);
        });
        call = RecordedCall.read(DIGITS.resolve("io/1.json"));
        slices = artifacts.cut(DIGITS.resolve("1"), CAMERAS.size());
        CAMERAS.forEach(site::start);
        load(1);
    }

    @AfterEach
    void close() {
        transport.close();
        artifacts.close();
        site.close();
    }

    private void load(long generation) throws Exception {
        List<String> addresses = new ArrayList<>();
        for (String camera : CAMERAS) {
            addresses.add(site.awaitOnline(camera).dataAddress());
        }
        addresses.add("127.0.0.1:" + endpoint.port());
        for (int stage = 0; stage < slices.size(); stage++) {
            site.done(CAMERAS.get(stage), artifacts.fetch(slices.get(stage)));
            site.done(CAMERAS.get(stage), stage(generation, stage, addresses));
            site.done(CAMERAS.get(stage), new WarmStage(generation, stage));
        }
        first = transport.connect(addresses.get(0));
    }

    private LoadStage stage(long generation, int stage, List<String> addresses) {
        Slice slice = slices.get(stage);
        return new LoadStage(
                generation,
                stage,
                slice.digest(),
                slice.inputs(),
                slice.outputs().stream().map(TensorSpec::name).toList(),
                slice.bypass(),
                addresses.get(stage + 1),
                addresses.get(CAMERAS.size()),
                false,
                16L << 20);
    }

    private Frame ask(long generation, long request) throws Exception {
        first.send(new Frame.Tensors(generation, request, DEADLINE, List.of(), call.inputs()))
                .toCompletableFuture()
                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        Frame answer = answers.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(answer.request()).isEqualTo(request);
        return answer;
    }

    private Frame.Tensors assertRightAnswer(long generation, long request) throws Exception {
        Frame.Tensors answer = (Frame.Tensors) ask(generation, request);
        assertThat(Difference.between(answer.tensors(), call.outputs())).isLessThanOrEqualTo(call.tolerance());
        return answer;
    }

    @Test
    void threeSlicesOnThreeAgentsAnswerAsTheWholeModel() throws Exception {
        Frame.Tensors answer = assertRightAnswer(1, 1);
        assertThat(answer.passed())
                .extracting(passed -> passed.device().value())
                .containsExactlyElementsOf(CAMERAS);
        assertThat(answer.passed())
                .extracting(Passed::slice)
                .containsExactlyElementsOf(slices.stream().map(Slice::digest).toList());
        assertThat(answer.passed()).extracting(Passed::computeNanos).allMatch(nanos -> nanos > 0);
        assertThat(answer.remaining()).isPositive().isLessThan(DEADLINE);
        DeviceMetrics metrics =
                site.awaitMetrics("camera-2", seen -> seen.stages().stream().anyMatch(stage -> stage.calls() == 1));
        assertThat(metrics.stages().get(0).computeMicros()).isPositive();
        assertThat(metrics.memoryUsedBytes()).isGreaterThan(50 << 20);
        assertThat(metrics.diskFreeBytes()).isPositive();
    }

    @Test
    void manyRequestsAtATimeAreAllAnswered() throws Exception {
        int count = 500;
        for (int request = 1; request <= count; request++) {
            first.send(new Frame.Tensors(1, request, DEADLINE, List.of(), call.inputs()));
            if (request % 100 == 0) {
                assertAnswers(100);
            }
        }
    }

    private void assertAnswers(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Frame answer = answers.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer).isInstanceOf(Frame.Tensors.class);
            assertThat(Difference.between(((Frame.Tensors) answer).tensors(), call.outputs()))
                    .isLessThanOrEqualTo(call.tolerance());
        }
    }

    @Test
    void stagesServeWithoutABrokerAndAnnounceThemselvesToTheNext() throws Exception {
        String session = site.awaitOnline("camera-1").session();
        site.stopBroker();
        assertRightAnswer(1, 1);
        site.forget();
        site.startBroker();
        for (String camera : CAMERAS) {
            assertThat(site.awaitOnline(camera).held()).hasSize(1);
        }
        assertThat(site.awaitOnline("camera-1").session()).isEqualTo(session);
        assertRightAnswer(1, 2);
        site.done("camera-1", new UnloadGeneration(1));
        assertThat(((Frame.Failure) ask(1, 3)).cause()).isEqualTo(Frame.Cause.NOT_LOADED);
    }

    @Test
    void aKilledAgentComesBackWithItsSlicesAndWithoutItsStages() throws Exception {
        String session = site.awaitOnline("camera-2").session();
        AgentProcess killed = site.agent("camera-2");
        killed.kill();
        site.awaitStatus("camera-2", status -> !status.online());
        assertThat(((Frame.Failure) ask(1, 1)).cause()).isEqualTo(Frame.Cause.NEXT_UNREACHABLE);
        site.start("camera-2");
        assertThat(site.awaitOnline("camera-2").held())
                .containsExactly(slices.get(1).digest());
        assertThat(site.awaitOnline("camera-2").session()).isNotEqualTo(session);
        load(2);
        assertRightAnswer(2, 2);
        site.done("camera-2", new UnloadGeneration(2));
        site.done("camera-2", new PruneSlices(List.of()));
        site.awaitProfile("camera-2", profile -> profile.held().isEmpty());
    }
}
