package hewn.deployer;

import hewn.deployer.device.Knock;
import hewn.fleet.FleetMonitor;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelRepository;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Planner;
import hewn.wire.ControlChannel;
import hewn.wire.MetricsBoard;

/**
 * The services of a gateway that a deployer works with.
 *
 * @param repository has the models
 * @param fleet knows the devices
 * @param metrics knows what their stages take
 * @param planner decides where slices go
 * @param pipelines decides where requests go
 * @param channel reaches the devices
 * @param knock tells whether a device that the broker takes for gone answers
 * @param engine runs whole models; isolated, for models are programs
 */
record GatewayServices(
        ModelRepository repository,
        FleetMonitor fleet,
        MetricsBoard metrics,
        Planner planner,
        PipelineSwitch pipelines,
        ControlChannel channel,
        Knock knock,
        InferenceEngine engine) {}
