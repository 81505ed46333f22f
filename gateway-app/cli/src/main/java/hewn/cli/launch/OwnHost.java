package hewn.cli.launch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** How other machines reach this one. */
final class OwnHost {
    private OwnHost() {}

    /** The first IPv4 address that is not of this machine alone, which is right on a machine in one network. */
    static Optional<String> find() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnHost::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException unknown) {
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException unknown) {
            return false;
        }
    }
}
