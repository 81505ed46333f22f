package hewn.agent.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.agent.testing.SliceServer;
import hewn.tensor.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SliceStoreTest {
    private static final int SIZE = 300_000;
    private static final int HALF = SIZE / 2;

    @TempDir
    private Path data;

    private final byte[] body = new byte[SIZE];
    private final Digest digest;
    private SliceServer server;
    private SliceStore store;

    SliceStoreTest() {
        new Random(7).nextBytes(body);
        digest = Digest.of(ByteBuffer.wrap(body));
    }

    @BeforeEach
    void open() throws IOException {
        server = new SliceServer(body);
        store = store(Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private SliceStore store(long freeBytes) throws IOException {
        Downloads downloads = new Downloads(Duration.ofMillis(300), 4, Duration.ofMillis(1));
        return new SliceStore(data, downloads, () -> freeBytes);
    }

    private boolean fetch() throws RefusalException {
        return store.fetch(digest, SIZE, server.url());
    }

    private Path part() {
        return data.resolve("sha256").resolve(digest.hex() + ".part");
    }

    private Path model() {
        return data.resolve("sha256").resolve(digest.hex()).resolve("saved_model.pb");
    }

    private static void assertRefused(Refusal code, ThrowingCallable call, String... words) {
        RefusalException refusal = catchThrowableOfType(RefusalException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessageContainingAll(words);
    }

    @Test
    void aFetchedSliceIsWholeAndHeld() throws Exception {
        assertThat(fetch()).isTrue();
        assertThat(model()).hasBinaryContent(body);
        assertThat(part()).doesNotExist();
        assertThat(store.held()).containsExactly(digest);
        assertThat(store.open(digest)).isEqualTo(model().getParent());
        assertThat(store.sizeBytes(digest)).isEqualTo(SIZE);
    }

    @Test
    void aHeldSliceIsNotFetchedAgainEvenAfterARestart() throws Exception {
        fetch();
        assertThat(fetch()).isFalse();
        store = store(Long.MAX_VALUE);
        assertThat(fetch()).isFalse();
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void aBrokenDownloadGoesOnWhereItEnded() throws Exception {
        server.answer(SliceServer.first(SliceServer.broken(body, HALF), SliceServer.whole(body)));
        fetch();
        assertThat(model()).hasBinaryContent(body);
        assertThat(server.ranges()).containsExactly("null", "bytes=" + HALF + "-");
    }

    @Test
    void aDownloadGoesOnAfterARestart() throws Exception {
        Files.write(part(), Arrays.copyOf(body, HALF));
        fetch();
        assertThat(model()).hasBinaryContent(body);
        assertThat(server.ranges()).containsExactly("bytes=" + HALF + "-");
    }

    @Test
    void aServerWithoutRangesIsAskedForTheWhole() throws Exception {
        Files.write(part(), new byte[HALF]);
        server.answer((exchange, offset) -> SliceServer.whole(body).to(exchange, 0));
        fetch();
        assertThat(model()).hasBinaryContent(body);
    }

    @Test
    void aPartThatIsTooLongIsFetchedAfresh() throws Exception {
        Files.write(part(), new byte[SIZE + 1]);
        fetch();
        assertThat(model()).hasBinaryContent(body);
    }

    @Test
    void aDamagedPartIsFetchedAfreshOnce() throws Exception {
        Files.write(part(), new byte[HALF]);
        fetch();
        assertThat(model()).hasBinaryContent(body);
        assertThat(server.ranges()).containsExactly("bytes=" + HALF + "-", "null");
    }

    @Test
    void aSliceThatIsDamagedTwiceIsRefused() {
        server.answer(SliceServer.whole(new byte[SIZE]));
        assertRefused(Refusal.DIGEST_MISMATCH, this::fetch, digest.toString(), "deploy the model again");
        assertThat(server.ranges()).hasSize(2);
        assertThat(part()).doesNotExist();
        assertThat(store.held()).isEmpty();
    }

    @Test
    void aSliceThatIsTooLongIsRefused() {
        server.answer(SliceServer.whole(new byte[SIZE + 1]));
        assertRefused(Refusal.SIZE_MISMATCH, this::fetch, "" + SIZE);
    }

    @Test
    void aSliceThatIsTooShortIsRefusedAfterSomeAttempts() {
        server.answer((exchange, offset) -> {
            exchange.sendResponseHeaders(200, HALF);
            exchange.getResponseBody().write(new byte[HALF]);
        });
        assertRefused(Refusal.DOWNLOAD_FAILED, this::fetch, "4 attempts", "after " + HALF + " of " + SIZE);
    }

    @Test
    void anUnknownSliceIsRefusedAtOnce() {
        server.answer(SliceServer.status(404));
        assertRefused(Refusal.SLICE_NOT_FOUND, this::fetch, "404", server.url());
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void aServerThatHasTroubleIsAskedAgain() throws Exception {
        server.answer(SliceServer.first(SliceServer.status(503), SliceServer.whole(body)));
        fetch();
        assertThat(model()).hasBinaryContent(body);
    }

    @Test
    void aServerThatIsGoneIsRefusedAfterSomeAttempts() {
        server.close();
        assertRefused(Refusal.DOWNLOAD_FAILED, this::fetch, "4 attempts", "check that the device reaches the gateway");
    }

    @Test
    void aConnectionThatStallsIsGivenUpAndTheNextGoesOn() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(SliceServer.first(
                (exchange, offset) -> {
                    SliceServer.broken(body, HALF).to(exchange, offset);
                    awaitQuietly(end);
                },
                SliceServer.whole(body)));
        fetch();
        end.countDown();
        assertThat(model()).hasBinaryContent(body);
        assertThat(server.ranges()).containsExactly("null", "bytes=" + HALF + "-");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void fetchesOfOneSliceAtTheSameTimeShareOneDownload() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        store = new SliceStore(data, new Downloads(Duration.ofSeconds(20), 1, Duration.ofMillis(1)), () -> 1L << 40);
        server.answer((exchange, offset) -> {
            begun.countDown();
            awaitQuietly(goOn);
            SliceServer.whole(body).to(exchange, offset);
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Boolean> first = threads.submit(this::fetch);
            begun.await(20, TimeUnit.SECONDS);
            List<Future<Boolean>> others = List.of(threads.submit(this::fetch), threads.submit(this::fetch));
            CompletableFuture.runAsync(goOn::countDown, threads);
            first.get(20, TimeUnit.SECONDS);
            for (Future<Boolean> other : others) {
                other.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void aSliceThatDoesNotFitOnTheDiskIsRefusedBeforeItIsFetched() throws Exception {
        store = store(SIZE);
        assertRefused(Refusal.DISK_FULL, this::fetch, "" + SIZE, "free some space");
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    void aDiskThatFillsUpMeanwhileIsNamed() throws Exception {
        Files.createSymbolicLink(part(), Path.of("/dev/full"));
        assertRefused(Refusal.DISK_FULL, this::fetch, "the disk is full", "--data");
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void aSliceThatWasDamagedOnDiskIsDeletedWhenItIsOpened() throws Exception {
        fetch();
        Files.write(model(), new byte[SIZE]);
        store = store(Long.MAX_VALUE);
        assertThat(store.held()).containsExactly(digest);
        assertRefused(Refusal.DIGEST_MISMATCH, () -> store.open(digest), "have it fetched again");
        assertThat(store.held()).isEmpty();
    }

    @Test
    void aSliceThatWasDamagedWhileTheAgentRunsIsFetchedAgain() throws Exception {
        fetch();
        store.open(digest);
        Files.write(model(), new byte[SIZE + 1]);
        assertThat(fetch()).isTrue();
        assertThat(SliceFiles.digest(store.open(digest).resolve(model().getFileName())))
                .isEqualTo(digest);
        assertThat(fetch()).isFalse();
    }

    @Test
    void aSliceThatIsNotThereCannotBeOpened() {
        assertRefused(Refusal.SLICE_MISSING, () -> store.open(digest), digest.toString(), "fetched");
    }

    @Test
    void onlyHttpAddressesAreFetched() {
        for (String url : List.of("file:///etc/passwd", "no address", "", "http://")) {
            assertRefused(Refusal.BAD_URL, () -> store.fetch(digest, SIZE, url), "'" + url + "'");
        }
    }

    @Test
    void pruningKeepsWhatIsNamed() throws Exception {
        fetch();
        assertThat(store.prune(Set.of(digest))).isEmpty();
        assertThat(store.prune(Set.of())).containsExactly(digest);
        assertThat(store.held()).isEmpty();
        assertThat(fetch()).isTrue();
    }

    @Test
    void pruningDeletesPartsToo() throws Exception {
        Files.write(part(), new byte[HALF]);
        store.prune(Set.of());
        assertThat(part()).doesNotExist();
    }
}
