package studio.likeness.models.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Where models can run on this machine.
public final class Devices {
    /// An NVIDIA card, as its driver tells.
    ///
    /// @param name for example `NVIDIA GeForce RTX 4070`
    /// @param memoryBytes all it has, used or not
    public record Card(int index, String name, long memoryBytes) {
        public Device device() {
            return new Device.Cuda(index);
        }
    }

    private Devices() {}

    /// The processor, and the cards when nothing keeps them from being used.
    public static List<Device> available() {
        var devices = new ArrayList<Device>();
        devices.add(Device.processor());
        if (cardProblem().isEmpty()) {
            cards().forEach(card -> devices.add(card.device()));
        }
        return devices;
    }

    /// The cards there are, usable or not.
    public static List<Card> cards() {
        return CudaDriver.find().map(CudaDriver::cards).orElse(List.of());
    }

    /// Why cards cannot be used, and what to do about it; empty when they can.
    public static Optional<StudioException> cardProblem() {
        return CudaProvider.problem(CudaProvider.pack());
    }
}
