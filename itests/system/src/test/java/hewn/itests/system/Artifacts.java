package hewn.itests.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.savedmodel.SavedModelReader;
import hewn.wire.DeviceCommand.FetchSlice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Cuts models as the gateway does, and serves their slices. */
final class Artifacts implements AutoCloseable {
    private static final String PREFIX = "/artifacts/sha256/";

    private final Path folder;
    private final HttpServer server;
    private final List<Integer> ranges = new CopyOnWriteArrayList<>();
    private volatile boolean stalls;

    Artifacts(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PREFIX, this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
        byte[] body = Files.readAllBytes(folder.resolve(name));
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        ranges.add(from);
        if (from > 0) {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/*");
        }
        int length = body.length - from;
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length);
        exchange.getResponseBody().write(body, from, stalls ? length / 2 : length);
        exchange.getResponseBody().flush();
        if (!stalls) {
            exchange.close();
        }
    }

    /** Stalls in the middle of every answer from now on, or no more. */
    void stall(boolean inTheMiddle) {
        stalls = inTheMiddle;
    }

    /** Where each request so far began. */
    List<Integer> ranges() {
        return ranges;
    }

    /** Cuts a model at even positions. */
    List<Slice> cut(Path model, int stages) throws ModelException, IOException {
        SourceModel source = new SavedModelReader().read(model, ModelLimits.DEFAULT);
        String signature = source.signatures().get(0).name();
        int layers = source.layers(signature).size();
        List<Slice> slices = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            LayerRange range = new LayerRange(layers * stage / stages, layers * (stage + 1) / stages);
            Path written = folder.resolve("slice-" + stage);
            Slice slice = source.writeSlice(signature, range, written);
            Files.copy(
                    written.resolve(Slice.FILE), folder.resolve(slice.digest().hex()));
            slices.add(slice);
        }
        return slices;
    }

    FetchSlice fetch(Slice slice) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + PREFIX
                + slice.digest().hex();
        return new FetchSlice(slice.digest(), slice.sizeBytes(), url);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
