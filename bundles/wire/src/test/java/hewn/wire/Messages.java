package hewn.wire;

import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Map;

/** One message of every type. */
final class Messages {
    private static final Digest SLICE = new Digest("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

    private Messages() {}

    static List<Message> samples() {
        return List.of(
                new DeviceStatus(false, "f3a1", true),
                new DeviceProfile(
                        "f3a1",
                        "Raspberry Pi 4",
                        4,
                        512L << 20,
                        6.5e9,
                        "TensorFlow 2.18.0",
                        "192.168.1.21:7700",
                        List.of(SLICE)),
                new DeviceMetrics(
                        "f3a1",
                        3600,
                        0.25,
                        201326592,
                        8589934592L,
                        List.of(new DeviceMetrics.StageMetrics(7, SLICE, 1200, 1, 2, 3500, 3400))),
                new DeviceLinks(
                        "f3a1",
                        List.of(new DeviceLinks.MeasuredLink(
                                new DeviceId("camera-1"), new DeviceId("camera-2"), 1.1e7, 850, 12000, 5))),
                new GatewayStatus(true, "http://192.168.1.2:8080"),
                new GatewayActivity(true),
                new RollCall("f3a1"),
                new DeviceCommand.Order("5e0c", 1763693916000L, new DeviceCommand.UnloadGeneration(6)),
                new DeviceCommand.FetchSlice(SLICE, 1048576, "http://192.168.1.2:8080/artifacts/sha256/" + SLICE.hex()),
                new DeviceCommand.LoadStage(
                        7,
                        1,
                        SLICE,
                        List.of(
                                new TensorSpec("conv1/Relu:0", ElementType.FLOAT32, batchOf(14, 14, 32)),
                                new TensorSpec("mask:0", ElementType.BOOL, PartialShape.UNKNOWN)),
                        List.of("conv2/Relu:0"),
                        List.of("mask:0"),
                        "192.168.1.22:7700",
                        "192.168.1.2:7700",
                        false,
                        28311552),
                new DeviceCommand.WarmStage(7, 1),
                new DeviceCommand.ProfileStage(7, 1, 3),
                new DeviceCommand.UnloadGeneration(6),
                new DeviceCommand.PruneSlices(List.of(SLICE), List.of(6L, 7L), 7),
                new CommandReply.Done(125, "loaded"),
                new CommandReply.Fetched(840, 1048576),
                new CommandReply.Profiled(3500, Map.of("conv2/Conv2D", 3100.5)),
                new CommandReply.Refused("DISK_FULL", "the slice has 1048576 bytes, but only 4096 are left in /data"));
    }

    private static PartialShape batchOf(long... sample) {
        return PartialShape.batchOf(Shape.of(sample));
    }
}
