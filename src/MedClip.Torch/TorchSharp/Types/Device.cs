using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives: a kind of device and its index.</summary>
    public class Device
    {
        /// <summary>Reads a description such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
        /// <param name="description">Kind, optionally a colon and the index.</param>
        /// <exception cref="ArgumentException">The description names no device.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            string[] parts = description.Split(':');
            type = KindOf(parts[0], description);
            int number = 0;
            if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number)))
            {
                throw new ArgumentException($"'{description}' is not a device: write cpu, cuda or cuda:0.", nameof(description));
            }
            index = type == DeviceType.CPU ? -1 : number;
        }

        /// <summary>Makes a device from its kind's name and its index.</summary>
        /// <param name="deviceType"><c>cpu</c>, <c>cuda</c>, …</param>
        /// <param name="index">Which one; −1 is the current one.</param>
        /// <exception cref="ArgumentException">The name is not a kind of device.</exception>
        public Device(string deviceType, int index = -1)
        {
            ArgumentNullException.ThrowIfNull(deviceType);
            type = KindOf(deviceType, deviceType);
            this.index = index;
        }

        /// <summary>Makes a device from its kind and its index.</summary>
        /// <param name="deviceType">The kind.</param>
        /// <param name="index">Which one; −1 is the current one.</param>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>Makes a CUDA device.</summary>
        /// <param name="index">Which one.</param>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which one; −1 for the processor, and for the current one of its kind.</summary>
        public int index { get; }

        /// <summary>Reads a description such as <c>cuda:1</c>.</summary>
        /// <param name="description">Kind, optionally a colon and the index.</param>
        public static implicit operator Device(string description) => new(description);

        /// <summary>Writes the description that the constructor reads.</summary>
        public override string ToString()
        {
#pragma warning disable CA1308 // device names are lower case
            string name = type.ToString().ToLowerInvariant();
#pragma warning restore CA1308
            return index < 0 || type == DeviceType.CPU ? name : $"{name}:{index}";
        }

        private static DeviceType KindOf(string name, string description) =>
            Enum.TryParse(name, ignoreCase: true, out DeviceType kind) && !int.TryParse(name, out _)
                ? kind
                : throw new ArgumentException($"'{description}' is not a device: write cpu, cuda or cuda:0.");
    }
}
