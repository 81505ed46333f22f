package hewn.engine.isolated;

import hewn.engine.isolated.Request.Load;
import hewn.engine.isolated.Request.Run;
import hewn.engine.isolated.Request.Unload;
import hewn.inference.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** How a {@link Request} is written and read: a byte for its kind, then its parts in their order. */
final class RequestCodec {
    private static final byte LOAD = 1;
    private static final byte RUN = 2;
    private static final byte UNLOAD = 3;

    private RequestCodec() {}

    static void write(Request request, ValueWriter out) throws IOException {
        if (request instanceof Load load) {
            write(load, out);
        } else if (request instanceof Run run) {
            out.write(RUN);
            out.write(run.model());
            out.write(run.inputs());
        } else if (request instanceof Unload unload) {
            out.write(UNLOAD);
            out.write(unload.model());
        }
    }

    private static void write(Load load, ValueWriter out) throws IOException {
        out.write(LOAD);
        out.write(load.savedModel().toString());
        out.write(load.options().signature());
        out.write(load.options().strict());
        out.write(load.options().runLimit().toNanos());
    }

    static Request read(ValueReader in) throws IOException {
        byte kind = in.readTag();
        return switch (kind) {
            case LOAD ->
                new Load(
                        Path.of(in.readText()),
                        new EngineOptions(in.readText(), in.readBoolean(), Duration.ofNanos(in.readLong())));
            case RUN -> new Run(in.readInt(), in.readTensors());
            case UNLOAD -> new Unload(in.readInt());
            default -> throw new IOException("unknown request " + kind);
        };
    }
}
