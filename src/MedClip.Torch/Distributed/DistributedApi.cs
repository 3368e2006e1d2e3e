using System.Runtime.InteropServices;
using System.Text;

namespace MedClip.Torch;

/// <summary>The distributed functions of <c>libmedclip_torch</c>, bound when they are first asked for.</summary>
internal sealed unsafe class DistributedApi
{
    private static DistributedApi? bound;

    public readonly delegate* unmanaged<int> Backends;
    public readonly delegate* unmanaged<byte*, int, int, long, nint*, int*, int> StoreConnect;
    public readonly delegate* unmanaged<nint, int> StoreRelease;
    public readonly delegate* unmanaged<nint, byte*, byte*, long, int> StoreSet;
    public readonly delegate* unmanaged<nint, byte*, byte**, long*, int> StoreGet;
    public readonly delegate* unmanaged<nint, byte*, int*, int> StoreCheck;
    public readonly delegate* unmanaged<nint, byte*, long, long*, int> StoreAdd;
    public readonly delegate* unmanaged<nint, byte*, int, int, int, byte*, long, nint*, int> GroupCreate;
    public readonly delegate* unmanaged<nint, int, int> GroupRelease;
    public readonly delegate* unmanaged<nint, nint, int, nint*, int> AllReduce;
    public readonly delegate* unmanaged<nint, nint, nint*, int, nint*, int> AllGather;
    public readonly delegate* unmanaged<nint, nint, int, nint*, int> Broadcast;
    public readonly delegate* unmanaged<nint, long, int*, int> WorkWait;
    public readonly delegate* unmanaged<nint, int> WorkRelease;
    public readonly delegate* unmanaged<nint, delegate* unmanaged<nint, void>, nint, nint*, int> GradientHook;
    public readonly delegate* unmanaged<nint, int> GradientHookRelease;

    private readonly NativeApi api;

    private DistributedApi(NativeApi api)
    {
        this.api = api;
        nint Find(string name) => NativeLibrary.GetExport(api.Library, name);
        Backends = (delegate* unmanaged<int>)Find("mt_distributed_backends");
        StoreConnect = (delegate* unmanaged<byte*, int, int, long, nint*, int*, int>)Find("mt_store_connect");
        StoreRelease = (delegate* unmanaged<nint, int>)Find("mt_store_release");
        StoreSet = (delegate* unmanaged<nint, byte*, byte*, long, int>)Find("mt_store_set");
        StoreGet = (delegate* unmanaged<nint, byte*, byte**, long*, int>)Find("mt_store_get");
        StoreCheck = (delegate* unmanaged<nint, byte*, int*, int>)Find("mt_store_check");
        StoreAdd = (delegate* unmanaged<nint, byte*, long, long*, int>)Find("mt_store_add");
        GroupCreate = (delegate* unmanaged<nint, byte*, int, int, int, byte*, long, nint*, int>)Find("mt_group_create");
        GroupRelease = (delegate* unmanaged<nint, int, int>)Find("mt_group_release");
        AllReduce = (delegate* unmanaged<nint, nint, int, nint*, int>)Find("mt_group_allreduce");
        AllGather = (delegate* unmanaged<nint, nint, nint*, int, nint*, int>)Find("mt_group_allgather");
        Broadcast = (delegate* unmanaged<nint, nint, int, nint*, int>)Find("mt_group_broadcast");
        WorkWait = (delegate* unmanaged<nint, long, int*, int>)Find("mt_work_wait");
        WorkRelease = (delegate* unmanaged<nint, int>)Find("mt_work_release");
        GradientHook = (delegate* unmanaged<nint, delegate* unmanaged<nint, void>, nint, nint*, int>)Find("mt_gradient_hook");
        GradientHookRelease = (delegate* unmanaged<nint, int>)Find("mt_gradient_hook_release");
    }

    /// <summary>The functions of the loaded library.</summary>
    /// <exception cref="DistributedException">The library is an older one, without them.</exception>
    public static DistributedApi Bound
    {
        get
        {
            try
            {
                return bound ??= new DistributedApi(TorchRuntime.Api);
            }
            catch (EntryPointNotFoundException error)
            {
                throw new DistributedException(
                    $"The libmedclip_torch that was loaded has no process groups ({error.Message.Split('\n')[0]}); build it from this source: ./build.sh build.", error);
            }
        }
    }

    /// <summary>Throws what went wrong, when a status says so.</summary>
    public void Check(int status) => api.Check(status);

    public void FreeMemory(void* memory) => api.Free((nint)memory);

    /// <summary>A C string.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + "\0");
}
