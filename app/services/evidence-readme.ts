/** `README.txt` of a pack: what lies in it and how a stranger checks it, in three languages. */
export function packReadme({
  orderName,
  origin,
  verifyPage,
}: {
  orderName: string;
  origin: string;
  verifyPage: string;
}): string {
  return `Lastscan evidence pack for order ${orderName}
=====================================================

English
-------
evidence.pdf     the account for people
order.json       the same for machines
records/         every record of the order as it was logged, with its salt
proofs/          for each record the proof that it stands in the log (C2SP tlog-proof)
checkpoints/     signed states of the log, by number of records (C2SP tlog-checkpoint)
consistency/     that a later state of the log continues an earlier one
key.txt          the key that signs the log
manifest.txt     digest and size of every file, signed with that key

Check it in a browser: ${verifyPage} (nothing is sent anywhere)
Check it on a computer with Node.js: npx lastscan-verify pack.zip
The key is also at: https://${origin}/key
Compare it with key.txt: the signature is worth what the key is worth.

The log shows that records stand as they were recorded. It does not show that what a carrier stated is true.

简体中文
--------
evidence.pdf     供人阅读的说明
order.json       供程序读取的同样内容
records/         该订单的每条记录（写入日志时的原样）及其随机盐
proofs/          每条记录在日志中的证明（C2SP tlog-proof）
checkpoints/     日志的签名状态，按记录数命名（C2SP tlog-checkpoint）
consistency/     较新的日志状态延续较早状态的证明
key.txt          为日志签名的密钥
manifest.txt     每个文件的摘要和大小，用同一密钥签名

用浏览器核验：${verifyPage}（不会发送任何内容）
用装有 Node.js 的电脑核验：npx lastscan-verify pack.zip
密钥也公布在：https://${origin}/key
请与 key.txt 比对：密钥可信，签名才可信。

日志说明记录自写入以来未被改动，不说明承运商的陈述属实。

繁體中文
--------
evidence.pdf     供人閱讀的說明
order.json       供程式讀取的相同內容
records/         此訂單的每筆紀錄（寫入日誌時的原樣）及其隨機鹽
proofs/          每筆紀錄在日誌中的證明（C2SP tlog-proof）
checkpoints/     日誌的簽章狀態，依筆數命名（C2SP tlog-checkpoint）
consistency/     較新的日誌狀態延續較早狀態的證明
key.txt          為日誌簽章的金鑰
manifest.txt     每個檔案的摘要與大小，以同一金鑰簽章

用瀏覽器驗證：${verifyPage}（不會傳送任何內容）
用裝有 Node.js 的電腦驗證：npx lastscan-verify pack.zip
金鑰也公布於：https://${origin}/key
請與 key.txt 比對：金鑰可信，簽章才可信。

日誌說明紀錄自寫入以來未被更動，不說明物流業者的陳述屬實。
`;
}
