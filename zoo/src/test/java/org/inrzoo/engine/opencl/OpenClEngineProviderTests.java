package org.inrzoo.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inrzoo.engine.opencl.device.Device;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OpenClEngineProviderTests {

    private static Device device(int number, String name, boolean gpu) {
        return new Device(number, name, "Platform", "12.3", gpu, 1L << 32, 1L << 30, 1 << 15, 256, 1, number);
    }

    private static final Device PROCESSOR = device(0, "Some Processor", false);
    private static final Device GPU = device(1, "Some GPU", true);

    @Nested
    class IsMeasured {

        @Test
        void onAGpuAndItsDriver() {
            assertThat(OpenClEngineProvider.challenger(List.of(PROCESSOR, GPU), ""))
                    .contains("Some GPU, driver 12.3 of Platform");
        }

        @Test
        void neverOnAProcessorEvenOneThatIsNamed() {
            assertThat(OpenClEngineProvider.challenger(List.of(PROCESSOR), "")).isEmpty();
            assertThat(OpenClEngineProvider.challenger(List.of(PROCESSOR), "0")).isEmpty();
            assertThat(OpenClEngineProvider.challenger(List.of(PROCESSOR, GPU), "0"))
                    .isEmpty();
        }
    }
}
