"""What the runtime's program does before it imports a library: see run_job."""

from model_runtime.environment import leave_out

leave_out("bitsandbytes")
