package hewn.link.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * Why an address can't be bound, in words; the system's own say neither which address nor what to do.
 *
 * @param local what was to be bound
 * @param cause what was thrown beneath
 */
record BindFault(InetSocketAddress local, Throwable cause) {
    IOException exception() {
        return new IOException(
                "can't listen for tensors at " + local.getHostString() + ":" + local.getPort() + ": " + reason(),
                cause);
    }

    private String reason() {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (local.isUnresolved()) {
            return "there is no such host. Choose an address of this machine";
        } else if (said.contains("in use")) {
            return "the port is in use. Choose another port, or stop whoever has it";
        } else if (said.contains("assign requested address")) {
            return "this machine has no such address. Choose one that it has, or 0.0.0.0 for all";
        } else if (said.contains("permission denied")) {
            return "no right to use this port. Choose another port, from 1024 on";
        }
        return cause.getMessage() + ". Choose another address or port";
    }
}
