"""Texts about trainings on another computer."""

TEXTS = {
    "cluster_no_ray": (
        "这台电脑没有装 Ray，集群要用它。 | 运行 pip install 'sunmao[cluster]'。",
        "Ray, which a cluster needs, is not installed here. | Run pip install 'sunmao[cluster]'.",
    ),
    "cluster_ray_silent": ("Ray 没有回答：{reason}。", "Ray does not answer: {reason}."),
    "cluster_silent": (
        "集群 {address} 没有回答：{reason}。 | 看看网络通不通，那边的 sunmao cluster start 还在不在运行。",
        "The cluster at {address} does not answer: {reason}. | Look whether the network works and "
        "sunmao cluster start still runs there.",
    ),
    "cluster_not_understood": (
        "集群的回答看不懂。 | 两边用同一个版本的榫卯。",
        "The cluster's answer is not understood. | Use the same version of Sunmao on both sides.",
    ),
    "cluster_other_certificate": (
        "在 {address} 回答的是另一台电脑，或者它的证书换过了；什么都没有发给它。 | 用 sunmao cluster start 最新显示的地址。",
        "Another computer answers at {address}, or its certificate is a new one; nothing was sent to it. | "
        "Use the address that sunmao cluster start shows now.",
    ),
    "cluster_no_address": (
        "{address} 不是集群的地址。 | 用 sunmao cluster start 显示的整个地址，# 后面的也要，在命令行里放进引号。",
        "{address} is no address of a cluster. | Use the whole address that sunmao cluster start shows, also what "
        "follows the #, in quotes.",
    ),
    "cluster_unknown": (
        "没有叫“{name}”的集群。{guess} | 现在有：{names}。用 sunmao cluster name 名字 地址 加一个。",
        "There is no cluster called “{name}”. {guess} | There are: {names}. Add one by sunmao cluster "
        "name NAME ADDRESS.",
    ),
    "cluster_bad_name": ("“{name}”不能当集群的名字。", "“{name}” cannot be the name of a cluster."),
    "cluster_refused": (
        "集群没有让进：地址里的密码不对。 | 用 sunmao cluster start 最新显示的地址。",
        "The cluster let nobody in: the token of the address is not the right one. | "
        "Use the address that sunmao cluster start shows now.",
    ),
    "cluster_no_such_thing": (
        "集群没有这个任务，或者没有这样的地址。",
        "The cluster has no such job, or no such address.",
    ),
    "cluster_bad_request": ("集群看不懂这个请求，没有处理。", "The cluster does not understand this request."),
    "cluster_bad_content": (
        "数据在路上坏了，没有收下。 | 再试一次。",
        "The data was damaged on its way and was not taken. | Try again.",
    ),
    "cluster_bad_path": (
        "文件 {path} 的位置不在任务的文件夹里，没有收下。",
        "The place of the file {path} is outside of the job's folder, so it was not taken.",
    ),
    "cluster_files_missing": (
        "任务的文件没有到齐，没有收下。 | 再试一次。",
        "Not all files of the job have arrived, so it was not taken. | Try again.",
    ),
    "cluster_disk_full": (
        "集群的磁盘满了，没有收下。 | 请管理集群的人腾出空间。",
        "The disk of the cluster is full, so it was not taken. | Ask whoever looks after it to free some space.",
    ),
    "cluster_other_versions": (
        "集群和这台电脑的版本不一样（这里 ≠ 那里）：{difference}。同样的种子会练出不同的权重，所以没有交。 | 两边装同样的版本。",
        "The cluster has other versions than this computer (here ≠ there): {difference}. The same seed "
        "would lead to other "
        "weights, so nothing was handed in. | Install the same versions on both sides.",
    ),
    "cluster_too_large": (
        "没有一台电脑有 {processors} 个处理器核、{cards} 张显卡和 {memory} GB 内存；最大的一台有 {has}。 | 要得少一点。",
        "No computer of the cluster has {processors} processor cores, {cards} graphics cards and "
        "{memory} GB of memory; "
        "the largest has {has}. | Ask for less.",
    ),
    "cluster_node_size": (
        "{processors} 核、{cards} 张显卡、{memory} GB",
        "{processors} cores, {cards} graphics cards, {memory} GB",
    ),
    "cluster_list_damaged": (
        "{path} 坏了，原样留着没有动。 | 把它移走，再启动；里面没做完的任务要重新交。",
        "{path} is damaged and was left as it is. | Move it away and start again; its unfinished jobs "
        "have to be handed "
        "in anew.",
    ),
    "cluster_list_newer": (
        "{path} 是更新的榫卯写的，这里读不懂。 | 更新榫卯再试。",
        "{path} was written by a newer Sunmao. | Update Sunmao and try again.",
    ),
    "cluster_stale": (
        "这个任务已经由另一个进程接着做了。",
        "Another process goes on with this job.",
    ),
    "cluster_two_drives": (
        "数据和权重在不同的盘上，没法一起交。 | 放到同一个盘上。",
        "Data and weights are on different drives and cannot be handed in together. | Put them on one drive.",
    ),
    "cluster_elsewhere": (
        "这个文件夹的训练已经交给了另一个集群。 | 用那个集群接着看，或者删掉 {path} 再交。",
        "The training of this folder was handed in to another cluster. | Name that one, or remove {path} "
        "and hand it in anew.",
    ),
    "cluster_other_goes": (
        "这个文件夹里设置不同的一次训练（{id}）还在集群上。 | 等它结束，或者先停下它：sunmao cluster stop {where} {id}",
        "Another training of this folder, {id}, with other settings is still on the cluster. | Wait for "
        "it, or stop it: "
        "sunmao cluster stop {where} {id}",
    ),
    "cluster_lost": (
        "训练在集群上总是中断，没有再试。 | 看看 sunmao cluster start 的窗口里说了什么；可能是内存不够。",
        "The training died on the cluster again and again, so it was given up. | See what the window of "
        "sunmao cluster start says; memory may be short.",
    ),
    "cluster_handed_in": (
        "训练交给了 {where}（任务 {id}）。按 Ctrl+C 停止；这个窗口关掉了，训练也会继续，再运行同一个命令就能接着看。",
        "The training was handed in to {where} (job {id}). Ctrl+C stops it. It goes on when this window "
        "is closed; the same "
        "command finds it again.",
    ),
    "cluster_given": (
        "训练交给了 {where}（任务 {id}）。断了连接也会继续；再运行这个程序就能接着看。",
        "The training was given to {where} (job {id}). It goes on when the link is lost; run the program again to find "
        "it.",
    ),
    "cluster_study_given": (
        "研究的 {count} 次训练交给了 {where}，有地方就一起练。断了连接也会继续；再运行这个程序就能接着看。",
        "{count} trainings of the study were given to {where}, which trains several at once where there is room. They "
        "go on when the link is lost; run the program again to find them.",
    ),
    "cluster_replaced": (
        "{where} 上原来的训练（任务 {id}）设置不同，让它停下了，现在交新的。",
        "The earlier training on {where} (job {id}) has other settings. It was asked to stop, and the new one is given.",
    ),
    "cluster_goes_on": (
        "连不上 {where}，没法让那边停下：那边的训练会继续。再运行这个程序就能接着看。",
        "{where} does not answer, so the training there could not be stopped and goes on. Run the program again to find "
        "it.",
    ),
    "cluster_trains_here": (
        "这种训练不能交给 {where}，在这台电脑上做。",
        "This training cannot be given to {where}. It takes place on this computer.",
    ),
    "cluster_no_question": (
        "训练在别的电脑上的时候不能提问，那边没有人回答。",
        "A training on another computer cannot ask anything: nobody is there to answer.",
    ),
    "cluster_not_there": (
        "{where} 没有回答：{reason}。训练没有开始。 | 看看网络通不通，那边的 sunmao cluster start 还在不在运行；或者选在这台电脑上训练。",
        "{where} does not answer: {reason}. The training did not begin. | Look whether the network works and "
        "sunmao cluster start still runs there, or choose to train on this computer.",
    ),
    "cluster_found_again": (
        "训练还在 {where} 上（任务 {id}），接着看。",
        "The training is still on {where} (job {id}).",
    ),
    "cluster_link_lost": (
        "和 {where} 的连接断了，那边的训练会继续；连上了就接着看。",
        "The link with {where} is lost. The training goes on there, and is shown again when the link is back.",
    ),
    "cluster_link_back": ("和 {where} 又连上了。", "The link with {where} is back."),
    "cluster_left": (
        "不等了，{where} 上的任务没有因此停下。再运行同一个命令就能接着看。",
        "Nobody waits any more; the job on {where} goes on. The same command finds it again.",
    ),
    "cluster_public_address": (
        "{address} 不是这台电脑的内部地址，没有启动：Ray 的端口不加密，不能让外面的人碰到。 | 用 127.0.0.1，或者这台电脑的内部地址：{addresses}。",
        "{address} is no private address of this computer, so nothing was started: Ray's own ports are "
        "not encrypted and must "
        "not be reached from outside. | Use 127.0.0.1, or a private address of this computer: {addresses}.",
    ),
    "cluster_public_machine": (
        "这台电脑有公开的地址 {addresses}，没有启动：Ray 会在所有地址上听，它的端口不加密。 | 只用这一台电脑（不写 --nodes），或者换一台只有内部地址的。",
        "This computer has the public address {addresses}, so nothing was started: Ray would listen at "
        "all addresses, and its "
        "ports are not encrypted. | Use this computer alone (leave out --nodes), or one that has private "
        "addresses only.",
    ),
    "cluster_open_port": (
        "Ray 在 {address} 上听，那里别人也能碰到，所以又停掉了。 | 把 Ray 换成榫卯试过的版本：pip install 'sunmao[cluster]'。",
        "Ray listened at {address}, which others may reach, so it was ended again. | Use the version of "
        "Ray that Sunmao was "
        "tried with: pip install 'sunmao[cluster]'.",
    ),
    "cluster_alone": (
        "这个集群只有一台电脑，别的加不进去。 | 在那边用 sunmao cluster start --nodes 内部地址 启动。",
        "This cluster is one computer, and no other can join. | Start it there by sunmao cluster start "
        "--nodes PRIVATE-ADDRESS.",
    ),
    "cluster_ray_failed": (
        "Ray 没有启动：{reason}。",
        "Ray did not start: {reason}.",
    ),
}
