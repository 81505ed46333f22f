package hewn.deployer.journal;

import hewn.wire.DeviceCommand;

/**
 * In whose name commands are given, so that devices know a new gateway from one that was replaced.
 *
 * @param name of the sequence that generations are numbered in; kept with the journal, for it ends with it
 * @param epoch when this process began, in milliseconds since 1970; greater with every start, even if the clock falls
 *     back
 */
public record GatewayIdentity(String name, long epoch) {
    /**
     * A command in this name.
     *
     * @param command what is to be done
     * @return what is sent to a device
     */
    public DeviceCommand.Order order(DeviceCommand command) {
        return new DeviceCommand.Order(name, epoch, command);
    }
}
