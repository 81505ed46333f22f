package hewn.engine.isolated;

import hewn.engine.isolated.Reply.Failed;
import hewn.engine.isolated.Reply.Loaded;
import hewn.engine.isolated.Reply.Outputs;
import hewn.engine.isolated.Reply.Unloaded;
import java.io.IOException;

/** How a {@link Reply} is written and read: a byte for its kind, then its parts in their order. */
final class ReplyCodec {
    private static final byte LOADED = 1;
    private static final byte OUTPUTS = 2;
    private static final byte UNLOADED = 3;
    private static final byte FAILED = 4;

    private ReplyCodec() {}

    static void write(Reply reply, ValueWriter out) throws IOException {
        if (reply instanceof Loaded loaded) {
            out.write(LOADED);
            out.write(loaded.model());
            out.write(loaded.inputs());
            out.write(loaded.outputs());
        } else if (reply instanceof Outputs outputs) {
            out.write(OUTPUTS);
            out.write(outputs.outputs());
        } else if (reply instanceof Unloaded) {
            out.write(UNLOADED);
        } else if (reply instanceof Failed failed) {
            out.write(FAILED);
            out.write(failed.message());
        }
    }

    static Reply read(ValueReader in) throws IOException {
        byte kind = in.readTag();
        return switch (kind) {
            case LOADED -> new Loaded(in.readInt(), in.readSpecs(), in.readSpecs());
            case OUTPUTS -> new Outputs(in.readTensors());
            case UNLOADED -> new Unloaded();
            case FAILED -> new Failed(in.readText());
            default -> throw new IOException("unknown reply " + kind);
        };
    }
}
